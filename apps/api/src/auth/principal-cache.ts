import type { Principal } from '@roster/domain';
import { LRUCache } from 'lru-cache';

/** How long a valid token is cached, and so how long a revoked one may still work. Milliseconds. */
const VALID_TTL_MS = 5_000;

/** How long an invalid token is cached. Short, so that a new token works almost at once. Milliseconds. */
const INVALID_TTL_MS = 1_000;

/**
 * Caches the principals of tokens, so that a request costs no query. Invalid tokens have a cache of their own, so that
 * guesses do not evict tokens in use.
 */
export class PrincipalCache {
  private readonly valid: LRUCache<string, Principal>;
  private readonly invalid: LRUCache<string, true>;

  constructor(max = 10_000, now: () => number = () => performance.now()) {
    const options = { max, perf: { now }, ttlResolution: 0 };
    this.valid = new LRUCache({ ...options, ttl: VALID_TTL_MS });
    this.invalid = new LRUCache({ ...options, ttl: INVALID_TTL_MS });
  }

  /** Undefined when the token is not cached; null when it is known to be invalid. */
  get(token: string): Principal | null | undefined {
    return this.valid.get(token) ?? (this.invalid.get(token) && null);
  }

  set(token: string, principal: Principal | null): void {
    this.valid.delete(token);
    this.invalid.delete(token);
    if (principal === null) this.invalid.set(token, true);
    else this.valid.set(token, principal);
  }
}
