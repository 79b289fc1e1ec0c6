import type { SampledHistogram } from '@roster/domain';
import type { Counter, Histogram } from 'prom-client';

/** For a whole request or change, in seconds: an add takes some milliseconds, and callers wait 10 s by default. */
export const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** For the steps of a change, in seconds: most take a few milliseconds or less. */
export const STEP_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15];

/** For the number of commands in a job or batch: 64 at most. */
export const SIZE_BUCKETS = [1, 2, 4, 8, 16, 32, 64];

/** What a histogram observed since the last call, all labels together, its values multiplied by `scale`. */
export class HistogramDelta {
  private last: number[] = [];
  private lastSum = 0;

  constructor(
    private readonly histogram: Histogram,
    private readonly scale: number,
  ) {}

  async take(): Promise<SampledHistogram> {
    const { values } = await this.histogram.get();
    const cumulative = new Map<number, number>();
    let sum = 0;
    for (const { metricName, labels, value } of values) {
      if (metricName?.endsWith('_sum')) sum += value;
      if (!metricName?.endsWith('_bucket')) continue;
      const bound = Number(String(labels.le).replace('+Inf', 'Infinity'));
      cumulative.set(bound, (cumulative.get(bound) ?? 0) + value);
    }
    const sorted = [...cumulative].sort(([a], [b]) => a - b);
    const totals = sorted.map(([, count], index) => count - (sorted[index - 1]?.[1] ?? 0));
    const sample = {
      bounds: sorted.slice(0, -1).map(([bound]) => round(bound * this.scale)),
      counts: totals.map((count, index) => count - (this.last[index] ?? 0)),
      sum: round(Math.max(0, sum - this.lastSum) * this.scale),
    };
    this.last = totals;
    this.lastSum = sum;
    return sample;
  }
}

/** How much a counter rose since the last call, by one of its labels; labels that did not rise are left out. */
export class CounterDelta<Label extends string> {
  private last = new Map<string, number>();

  constructor(
    private readonly counter: Counter<Label>,
    private readonly keyOf: (labels: Partial<Record<Label, string | number>>) => string,
  ) {}

  async take(): Promise<Record<string, number>> {
    const totals = new Map<string, number>();
    for (const { labels, value } of (await this.counter.get()).values) {
      const key = this.keyOf(labels);
      totals.set(key, (totals.get(key) ?? 0) + value);
    }
    const rises = [...totals].map(([key, total]) => [key, total - (this.last.get(key) ?? 0)] as const);
    this.last = totals;
    return Object.fromEntries(rises.filter(([, rise]) => rise > 0));
  }

  async takeSum(): Promise<number> {
    return Object.values(await this.take()).reduce((sum, rise) => sum + rise, 0);
  }
}

/** Fewer digits, so that samples take less space. */
function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
