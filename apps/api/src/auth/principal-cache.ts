import type { Principal } from '@roster/domain';

interface Entry {
  readonly principal: Principal | null;
  readonly expiresAt: number;
}

/** How long a token that was good is believed without asking: as long as a revoked one may still work. Milliseconds. */
const KNOWN_TTL_MS = 5_000;

/** How long it is remembered that a token was good, for those who hold others up. Milliseconds. */
export const GOOD_TTL_MS = 3_600_000;

/** How long a token that was not known stays refused: a new one must work at once, or nearly so. Milliseconds. */
const UNKNOWN_TTL_MS = 1_000;

/**
 * Remembers whom a token stands for, so that a request does not cost a query. Bounded: what was used longest ago goes
 * first. Unknown tokens have a place of their own, so that guessing does not push out those in use.
 */
export class PrincipalCache {
  private readonly known = new Map<string, Entry>();
  private readonly unknown = new Map<string, Entry>();

  constructor(
    private readonly capacity = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Undefined when it has to be looked up. */
  get(token: string): Principal | null | undefined {
    return this.fresh(this.known, token)?.principal ?? this.fresh(this.unknown, token)?.principal;
  }

  /** Was the token good within the last hour, whether or not it has to be looked up again? */
  wasGood(token: string): boolean {
    const entry = this.known.get(token);
    return entry !== undefined && entry.expiresAt + GOOD_TTL_MS > this.now();
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
