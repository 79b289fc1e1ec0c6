import type { WalPosition } from './wal-position.js';

/** How long positions are remembered, in milliseconds. */
const KEPT_MS = 600_000;

/**
 * Where the primary was when. From it follows how old the data of a replica is, without the clock of either server, and
 * also while nothing is written.
 */
export class PrimaryPositions {
  /** The oldest first. */
  private samples: { readonly at: number; readonly position: WalPosition }[] = [];

  /** @param at when the primary was asked, on the monotonic clock, in milliseconds */
  note(position: WalPosition, at: number): void {
    // After a failover the log may be shorter; older positions say nothing about it.
    if (position < (this.latest ?? 0n)) this.samples = [];
    this.samples.push({ at, position });
    const kept = this.samples.findIndex((sample) => sample.at >= at - KEPT_MS);
    if (kept > 0) this.samples.splice(0, kept);
  }

  /** The last position; undefined before the first. */
  get latest(): WalPosition | undefined {
    return this.samples.at(-1)?.position;
  }

  /**
   * Everything that was committed more than so many milliseconds ago is before this position. Infinite when that is
   * longer than positions are remembered.
   */
  ageOf(position: WalPosition, now: number): number {
    const sample = this.samples.findLast((one) => one.position <= position);
    return sample === undefined ? Number.POSITIVE_INFINITY : now - sample.at;
  }
}
