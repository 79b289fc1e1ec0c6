import type { Principal } from '@roster/domain';

interface Entry {
  readonly principal: Principal | null;
  readonly expiresAt: number;
}

/** How long a valid token is cached, and so how long a revoked one may still work. Milliseconds. */
const KNOWN_TTL_MS = 5_000;

/** How long a token that was valid stays exempt from the limit on failed sign-ins. Milliseconds. */
export const RECENTLY_VALID_MS = 3_600_000;

/** How long an unknown token is cached. Short, so that a new token works almost at once. Milliseconds. */
const UNKNOWN_TTL_MS = 1_000;

/**
 * Caches the principals of tokens, so that a request costs no query. Bounded, least recently used first out. Unknown
 * tokens have a cache of their own, so that guesses do not evict tokens in use.
 */
export class PrincipalCache {
  private readonly known = new Map<string, Entry>();
  private readonly unknown = new Map<string, Entry>();

  constructor(
    private readonly capacity = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Undefined when the token is not cached; null when it is known to be invalid. */
  get(token: string): Principal | null | undefined {
    return this.fresh(this.known, token)?.principal ?? this.fresh(this.unknown, token)?.principal;
  }

  /** Whether the token was valid within the last hour, even if it is no longer cached. */
  wasRecentlyValid(token: string): boolean {
    const entry = this.known.get(token);
    return entry !== undefined && entry.expiresAt + RECENTLY_VALID_MS > this.now();
  }

  set(token: string, principal: Principal | null): void {
    const entries = principal === null ? this.unknown : this.known;
    const ttl = principal === null ? UNKNOWN_TTL_MS : KNOWN_TTL_MS;
    this.known.delete(token);
    this.unknown.delete(token);
    entries.set(token, { principal, expiresAt: this.now() + ttl });
    if (entries.size <= this.capacity) return;
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }

  private fresh(entries: Map<string, Entry>, token: string): Entry | undefined {
    const entry = entries.get(token);
    if (entry === undefined || entry.expiresAt <= this.now()) return undefined;
    entries.delete(token);
    entries.set(token, entry);
    return entry;
  }
}
