/** Calls of one method by one app in one workspace: https://docs.slack.dev/apis/web-api/rate-limits */
interface Limit {
  readonly perMinute: number;
  /** How many may come at once. Slack promises "bursts" without a number; these are cautious. */
  readonly burst: number;
}

const TIER_1: Limit = { perMinute: 1, burst: 10 };
const TIER_2: Limit = { perMinute: 20, burst: 20 };
const TIER_3: Limit = { perMinute: 50, burst: 50 };
const TIER_4: Limit = { perMinute: 100, burst: 100 };
/** One message per second and channel, and short bursts. */
const POSTING: Limit = { perMinute: 60, burst: 5 };

/** Each method's page names its tier: https://docs.slack.dev/reference/methods */
const LIMITS: Readonly<Record<string, Limit>> = {
  'apps.connections.open': TIER_1,
  'usergroups.users.list': TIER_2,
  'users.list': TIER_2,
  'auth.revoke': TIER_3,
  'chat.delete': TIER_3,
  'chat.update': TIER_3,
  'conversations.info': TIER_3,
  'conversations.join': TIER_3,
  'conversations.open': TIER_3,
  'users.lookupByEmail': TIER_3,
  'chat.postEphemeral': TIER_4,
  'oauth.v2.access': TIER_4,
  'users.info': TIER_4,
  'views.open': TIER_4,
  'views.publish': TIER_4,
  'views.push': TIER_4,
  'views.update': TIER_4,
  'chat.postMessage': POSTING,
};

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Counts the calls of methods, and tells when there are too many. */
export class RateLimits {
  private readonly buckets = new Map<string, Bucket>();

  /** `minuteMs` is how long a minute of these limits takes. */
  constructor(private readonly minuteMs: number) {}

  /** Takes a call. Null when it may go on, else the seconds after which it may: Slack's `Retry-After`, in whole seconds. */
  take(method: string, teamId: string, channel: unknown): number | null {
    const limit = LIMITS[method];
    if (limit === undefined) return null;
    const key = `${method} ${teamId} ${limit === POSTING ? String(channel) : ''}`;
    const now = performance.now();
    const bucket = this.buckets.get(key) ?? { tokens: limit.burst, filledAt: now };
    const everyMs = this.minuteMs / limit.perMinute;
    bucket.tokens = Math.min(limit.burst, bucket.tokens + (now - bucket.filledAt) / everyMs);
    bucket.filledAt = now;
    this.buckets.set(key, bucket);
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * everyMs) / 1_000);
    bucket.tokens -= 1;
    return null;
  }
}
