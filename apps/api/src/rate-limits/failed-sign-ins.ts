import { isIPv6 } from 'node:net';
import { DomainError } from '@roster/domain';
import ipaddr from 'ipaddr.js';
import type { SharedCounters } from './shared-counters.js';

/**
 * Counts requests with an invalid token by their source (an address, or a proxy that forwards none), and refuses
 * further ones for the rest of the minute. Requests with a valid token of an organization are neither counted nor refused.
 */
export class FailedSignIns {
  constructor(
    /** Failures per minute; 0: no limit. */
    private readonly limit: number,
    private readonly counters: SharedCounters | null,
  ) {}

  /** @throws DomainError RATE_LIMITED when too many have failed */
  refuseTooMany(source: string | undefined): void {
    if (this.counters === null || this.limit === 0 || source === undefined) return;
    const { used, msLeft } = this.counters.state(counterOf(source));
    if (used < this.limit) return;
    throw new DomainError('RATE_LIMITED', { retry_after: Math.max(Math.ceil(msLeft / 1_000), 1), policy: 'address' });
  }

  /**
   * Refuses a request after its token was found to be invalid. Not before: a valid token works, whatever else comes from
   * its source.
   *
   * @throws DomainError RATE_LIMITED when too many have failed, otherwise UNAUTHENTICATED
   */
  refuse(source: string | undefined): never {
    this.refuseTooMany(source);
    this.count(source);
    throw new DomainError('UNAUTHENTICATED');
  }

  count(source: string | undefined): void {
    if (this.limit > 0 && source !== undefined) this.counters?.count(counterOf(source));
  }
}

function counterOf(source: string): string {
  return `failed:${isIPv6(source) ? networkOf(source) : source}`;
}

/** The /64 network of an IPv6 address. A subscriber usually gets a whole network of that size, or a larger one (RFC 6177). */
export function networkOf(address: string): string {
  const groups = ipaddr.IPv6.parse(address).parts.slice(0, 4);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}
