import type { SampledHistogram } from '@roster/domain';

/** Adds histograms of one meaning. Those with other bounds, from another version, are left out. */
export function addUp(histograms: readonly SampledHistogram[]): SampledHistogram | null {
  const [first] = histograms;
  if (!first) return null;
  const alike = histograms.filter(({ bounds }) => bounds.join() === first.bounds.join());
  return {
    bounds: first.bounds,
    counts: first.counts.map((_, index) => alike.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0)),
    sum: alike.reduce((sum, one) => sum + one.sum, 0),
  };
}

/**
 * The value below which this share of all values lies, taken as evenly spread within a bucket. Null without values;
 * above the last bound nothing is known, so it is that bound.
 */
export function quantile(histogram: SampledHistogram | null, share: number): number | null {
  const total = countOf(histogram);
  if (histogram === null || total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [index, count] of histogram.counts.entries()) {
    const upper = histogram.bounds[index];
    if (upper === undefined) break;
    if (count > 0 && below + count >= rank) {
      const lower = histogram.bounds[index - 1] ?? 0;
      return lower + ((upper - lower) * (rank - below)) / count;
    }
    below += count;
  }
  return histogram.bounds.at(-1) ?? null;
}

export function mean(histogram: SampledHistogram | null): number | null {
  const total = countOf(histogram);
  return histogram === null || total === 0 ? null : histogram.sum / total;
}

function countOf(histogram: SampledHistogram | null): number {
  return histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
}
