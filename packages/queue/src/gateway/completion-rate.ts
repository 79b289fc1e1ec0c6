/** How often the rate is measured, in milliseconds. */
export const MEASURE_EVERY_MS = 250;

/**
 * The rate before the first measurement, in commands per second: what two busy cores can do. It decides how many commands
 * of a burst are admitted. If it is too high, they all wait on a slow machine; if it is too low, callers that retry at
 * once keep the process busy with refusals.
 */
const FIRST_RATE = 2_500;

/** With a lower rate, no command would be admitted after an outage, and nothing could be measured. */
const LEAST_RATE = 100;

/** Weight of a measurement while commands wait all the time. */
const WEIGHT = 0.3;

/** How fast a measurement decays while hardly any command waits: by half in about ten seconds. */
const WEIGHT_IDLE = 0.02;

/**
 * How many commands settle in a second when there are enough of them. While hardly any command waits, the number of those
 * that settle shows how many came and not how many could be carried out. Such a measurement raises the rate at once, but
 * lowers it slowly, and not below the first rate.
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
   * To be called every `MEASURE_EVERY_MS`. `busy`: commands waited all that time. If they did and none settled, that is an
   * outage and says nothing about speed: commands are still admitted, and answered 202.
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
