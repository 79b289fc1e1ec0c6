/** How often the rate is measured, in milliseconds. */
export const MEASURE_EVERY_MS = 250;

/**
 * What is believed before anything was measured, in commands per second: what two busy cores can do. It decides how many
 * of a burst are let in at once. Higher, all of those wait on a slow machine; lower, callers who ask again at once keep
 * the process busy with refusals.
 */
const FIRST_RATE = 2_500;

/** With less than this, nothing would come in again after an outage, and nothing could be measured. */
const LEAST_RATE = 100;

/** How much a measurement counts while commands wait all the time. */
const WEIGHT = 0.3;

/** How fast a measurement is forgotten while hardly any wait: by half in about ten seconds. */
const WEIGHT_IDLE = 0.02;

/**
 * How many commands settle in a second when there are enough of them. What settles while hardly any wait says how many
 * came in and not how many could: then a measurement can raise the rate at once, but lowers it only slowly, and not below what is believed at first.
 */
export class CompletionRate {
  private rate = FIRST_RATE;
  private settledNow = 0;

  get perSecond(): number {
    return this.rate;
  }

  settled(): void {
    this.settledNow += 1;
  }

  /**
   * To be called every `MEASURE_EVERY_MS`. `busy`: commands waited during all of that time. When they did and not one
   * settled, that is an outage and no measure of speed: commands go on coming in, and are answered 202.
   */
  measure(busy: boolean, passedMs = MEASURE_EVERY_MS): void {
    if (busy && this.settledNow === 0) return;
    const measured = (this.settledNow * 1_000) / passedMs;
    if (busy) this.rate += WEIGHT * (measured - this.rate);
    else if (measured > this.rate) this.rate = measured;
    else this.rate += WEIGHT_IDLE * (Math.max(measured, FIRST_RATE) - this.rate);
    this.rate = Math.max(this.rate, LEAST_RATE);
    this.settledNow = 0;
  }
}
