import { createHmac } from 'node:crypto';

/** What Slack sends to an app, by its name in Socket Mode. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** How an app acknowledged. */
export interface Acknowledged {
  /** HTTP status; 200 over Socket Mode. */
  readonly status: number;
  /** Parsed if it is JSON, else a text; empty when there was none. */
  readonly body: unknown;
  readonly milliseconds: number;
}

/** A second delivery is the same with a note: https://docs.slack.dev/apis/events-api#retries */
export interface Attempt {
  readonly retryNumber?: number;
  readonly retryReason?: string;
  /** Socket Mode: the same envelope again. */
  readonly envelopeId?: string;
  /** Over HTTP: how long to wait for the acknowledgement; without end unless given. */
  readonly timeoutMs?: number;
}

/** Delivers to the app what happened in Slack. */
export interface Delivery {
  deliver(kind: DeliveryKind, payload: Readonly<Record<string, unknown>>, attempt?: Attempt): Promise<Acknowledged>;
}

/** A request as Slack signs it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function signedRequest(
  kind: DeliveryKind,
  payload: Readonly<Record<string, unknown>>,
  { signingSecret, at = Date.now() / 1000 }: { signingSecret: string; at?: number },
): SignedRequest {
  const body = bodyOf(kind, payload);
  const timestamp = String(Math.floor(at));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

function bodyOf(kind: DeliveryKind, payload: Readonly<Record<string, unknown>>): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(
    Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

/** Posts a signed request, whatever its signature. Rejects when the acknowledgement does not come in time. */
export async function postToApp(
  url: string,
  { body, headers }: SignedRequest,
  { retryNumber, retryReason, timeoutMs }: Attempt = {},
): Promise<Acknowledged> {
  const retry: Record<string, string> =
    retryNumber === undefined
      ? {}
      : { 'x-slack-retry-num': String(retryNumber), 'x-slack-retry-reason': retryReason ?? 'http_timeout' };
  const start = performance.now();
  const signal = timeoutMs === undefined ? null : AbortSignal.timeout(timeoutMs);
  const answer = await fetch(url, { method: 'POST', body, headers: { ...headers, ...retry }, signal });
  const text = await answer.text();
  return { status: answer.status, body: parsed(text), milliseconds: performance.now() - start };
}

/** Over HTTP, signed, to the request URL of the app. */
export function httpDelivery(url: string, signingSecret: string): Delivery {
  return {
    deliver: (kind, payload, attempt) => postToApp(url, signedRequest(kind, payload, { signingSecret }), attempt),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
