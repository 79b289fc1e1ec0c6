/** How far the facts in the database are from what the clients were told. All zeros is right. */
export interface Verdict extends Partial<Told> {
  readonly requests: number;
  readonly acknowledged: number;
  /** A: acknowledged as done, but not in the database. */
  readonly lost: number;
  /** B: more than one effect for an operation, or for a membership. */
  readonly doubled: number;
  /** C: accepted, but not terminal in time, or not told of. */
  readonly unsettled: number;
  /** D: the same thing was told in different ways. */
  readonly divergent: number;
  /** E: told to have had no effect, but with one. */
  readonly phantom: number;
  /** F: memberships without their audit row, or the other way round. */
  readonly unaudited: number;
  /** G: departments whose counters do not say how many members they have. */
  readonly miscounted: number;
  /** H: lists that lack what an answer told, though they were asked for with its token. Only of callers who ask for lists. */
  readonly stale?: number;
  /** I: on shards that were not hit, changes whose callers were not told at once how they ended. */
  readonly heldUp?: number;
  /** The longest that a caller of such a shard waited for an answer, in milliseconds. */
  readonly otherShardsWaitMs?: number;
}

/** How far the feed and a receiver of webhooks are from the audit. All zeros is right. */
export interface Told {
  /** Audited, but not in the feed. */
  readonly missing: number;
  readonly doubledInFeed: number;
  /** Events that do not follow directly upon the one before them in their department, in the feed or at the receiver. */
  readonly outOfOrder: number;
  /** In the feed, but not accepted by the receiver. */
  readonly undelivered: number;
}

/** What every fault that sends webhooks has to end with, too. */
export const EVERYTHING_TOLD: Told = { missing: 0, doubledInFeed: 0, outOfOrder: 0, undelivered: 0 };

/** What every fault has to end with. */
export const NOTHING_WRONG = {
  lost: 0,
  doubled: 0,
  unsettled: 0,
  divergent: 0,
  phantom: 0,
  unaudited: 0,
  miscounted: 0,
} as const satisfies Partial<Verdict>;
