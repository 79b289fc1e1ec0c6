import { DomainError, type Principal, type Provisioner } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import { WINDOW_SECONDS } from './counter-store.js';
import type { SharedCounters } from './shared-counters.js';

/** Requests per minute; 0: no limit. */
export interface RateLimits {
  readonly perKey: number;
  readonly perOrganization: number;
  /** Requests from one address with an invalid token; unset: no limit. */
  readonly failedPerAddress?: number;
}

interface Quota {
  readonly policy: 'key' | 'organization';
  readonly counter: string;
  readonly limit: number;
}

/** Limits the requests of each key and each organization per minute. */
export class RateLimiter {
  constructor(
    private readonly limits: RateLimits,
    private readonly counters: SharedCounters | null,
  ) {}

  /**
   * Counts a request, unless it is refused, and sets the headers that say what is left
   * (draft-ietf-httpapi-ratelimit-headers).
   *
   * @throws DomainError RATE_LIMITED
   */
  take(principal: Principal | Provisioner, reply: FastifyReply): void {
    const { counters } = this;
    const quotas = this.quotasOf(principal);
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
