const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const PERIOD_MS = 60_000;
const MOST_PER_PERIOD = 5;

/** How often a process has died lately, and so how long to wait before it is started again. */
export class Deaths {
  #times = [];
  #row = 0;

  /** Counts one; the wait in milliseconds, or nothing when there were too many in a minute. */
  next(now = performance.now()) {
    const last = this.#times.at(-1);
    // A process that lived for a minute has got over what killed it before.
    this.#row = last === undefined || now - last > PERIOD_MS ? 1 : this.#row + 1;
    this.#times = [...this.#times.filter((time) => now - time < PERIOD_MS), now];
    if (this.#times.length >= MOST_PER_PERIOD) return undefined;
    return Math.min(FIRST_WAIT_MS * 2 ** (this.#row - 1), LONGEST_WAIT_MS);
  }
}
