import type { AppProcess } from '@roster/testing';

/** The sum and the number of the values that a histogram has seen. */
export interface HistogramState {
  readonly sum: number;
  readonly count: number;
}

/** All histograms without labels that processes have, by name, from their /metrics. */
export async function histogramsOf(services: readonly AppProcess[]): Promise<Map<string, HistogramState>> {
  const found = new Map<string, HistogramState>();
  for (const service of services) {
    const { metricsUrl } = await service.ready;
    if (metricsUrl === undefined) continue;
    const text = await (await fetch(metricsUrl)).text();
    const numberOf = (series: string) => Number(new RegExp(`^${series} (\\S+)$`, 'm').exec(text)?.[1]);
    for (const [, name = ''] of text.matchAll(/^# TYPE (\S+) histogram$/gm))
      found.set(name, { sum: numberOf(`${name}_sum`), count: numberOf(`${name}_count`) });
  }
  return found;
}

/** The mean of the values between two looks; 0 when there was none. */
export function mean(before: HistogramState | undefined, after: HistogramState | undefined): number {
  if (after === undefined) return 0;
  const count = after.count - (before?.count ?? 0);
  return count > 0 ? (after.sum - (before?.sum ?? 0)) / count : 0;
}
