import { DomainError, type Principal, type Provisioner } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import { WINDOW_SECONDS } from './counter-store.js';
import type { SharedCounters } from './shared-counters.js';

/** Requests per minute; 0 is without limit. */
export interface RateLimits {
  readonly perKey: number;
  readonly perOrganization: number;
  /** Requests from one address whose token is not good; unset: without limit. */
  readonly failedPerAddress?: number;
}

interface Quota {
  readonly policy: 'key' | 'organization';
  readonly counter: string;
  readonly limit: number;
}

/** Lets requests through as long as their key and their organization have some left in the current minute. */
export class RateLimiter {
  constructor(
    private readonly limits: RateLimits,
    private readonly counters: SharedCounters | null,
  ) {}

  /**
   * Counts a request and tells the caller what is left (draft-ietf-httpapi-ratelimit-headers). A refused request is not
   * counted.
   *
   * @throws DomainError RATE_LIMITED
   */
  take(asker: Principal | Provisioner, reply: FastifyReply): void {
    const { counters } = this;
    const quotas = this.quotasOf(asker);
    if (counters === null || quotas.length === 0) return;
    const states = quotas.map((quota) => {
      const { used, msLeft } = counters.state(quota.counter);
      return { ...quota, left: quota.limit - used, seconds: Math.max(Math.ceil(msLeft / 1_000), 1) };
    });
    const exhausted = states.filter(({ left }) => left <= 0);
    const cost = exhausted.length > 0 ? 0 : 1;
    reply.header(
      'ratelimit-policy',
      states.map(({ policy, limit }) => `"${policy}";q=${limit};w=${WINDOW_SECONDS}`).join(', '),
    );
    reply.header(
      'ratelimit',
      states.map(({ policy, left, seconds }) => `"${policy}";r=${Math.max(left - cost, 0)};t=${seconds}`).join(', '),
    );
    const [worst] = exhausted.sort((a, b) => b.seconds - a.seconds);
    if (worst) throw new DomainError('RATE_LIMITED', { retry_after: worst.seconds, policy: worst.policy });
    for (const { counter } of states) counters.count(counter);
  }

  private quotasOf({ organizationId, actor }: Principal | Provisioner): Quota[] {
    const { perKey, perOrganization } = this.limits;
    const name = `${actor.type}:${actor.id}`;
    const quotas: Quota[] =
      organizationId === null
        ? [{ policy: 'key', counter: name, limit: perKey }]
        : [
            { policy: 'key', counter: `${organizationId}:${name}`, limit: perKey },
            { policy: 'organization', counter: organizationId, limit: perOrganization },
          ];
    return quotas.filter(({ limit }) => limit > 0);
  }
}
