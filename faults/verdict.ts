/** How far the facts in the database are from what the clients were told. All zeros is right. */
export interface Verdict {
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
}

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
