import type { Results } from './results.js';

export interface Target {
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
  readonly verdict: 'met' | 'not met' | 'shown' | 'not measured';
}

/** The targets of the design, and what was measured. */
export function targets({ figures, bulk, size, fairness, backend }: Results): Target[] {
  const at64 = figures.ratio('redis', 'direct', 64, 'perSecond')?.median;
  const usual = figures.ratio('usual', 'direct', 64, 'perSecond')?.median;
  const bulkRounds = bulk ? [...bulk.perSecond].sort((a, b) => a - b) : [];
  const bulkMedian = bulkRounds[Math.floor(bulkRounds.length / 2)];
  const worstSize = size ? Math.max(...size.map(({ small, large }) => large.p50 / small.p50)) : undefined;
  const crowd = fairness?.crowds.find(({ connections }) => connections === 3_000);
  return [
    atLeast('adds/s, queue on Redis ÷ direct, 64 connections', 3, at64),
    atMost('p50, queue on Redis ÷ direct, 64 connections', 0.35, figures.ratio('redis', 'direct', 64, 'p50')?.median),
    atMost('p50, queue on Redis ÷ direct, 1 connection', 2, figures.ratio('redis', 'direct', 1, 'p50')?.median),
    atLeast(
      'adds/s, queue on Redis ÷ better-auth, 64 connections',
      40,
      figures.ratio('redis', 'better-auth', 64, 'perSecond')?.median,
    ),
    {
      figure: 'adds/s, one job per add and waitUntilFinished ÷ direct, 64 connections',
      target: 'shown beside it',
      measured: usual === undefined ? '–' : ratioText(usual),
      verdict: usual === undefined ? 'not measured' : 'shown',
    },
    atLeast(
      'adds/s, queue on Postgres ÷ direct, 64 connections',
      1.5,
      figures.ratio('postgres', 'direct', 64, 'perSecond')?.median,
    ),
    atLeast('bulk, members/s, queue on Redis', 20_000, backend === 'Redis' ? bulkMedian : undefined, (value) =>
      Math.round(value).toLocaleString('en'),
    ),
    atMost('p50 of an add, large department ÷ small', 1.2, worstSize),
    atMost(
      'p99 of a quiet organization, beside a noisy one ÷ alone',
      3,
      fairness && fairness.besideNoisy.p99 / fairness.alone.p99,
    ),
    atMost('p99 of what is let in at 3,000 connections, s', 2, crowd && crowd.accepted.p99 / 1_000),
    atMost('p99 of what is refused at 3,000 connections, s', 0.2, crowd && crowd.overloaded.p99 / 1_000),
  ];
}

function atLeast(figure: string, target: number, value: number | undefined, text = ratioText): Target {
  return {
    figure,
    target: `≥ ${target.toLocaleString('en')}`,
    measured: value === undefined ? '–' : text(value),
    verdict: verdict(value, (measured) => measured >= target),
  };
}

function atMost(figure: string, target: number, value: number | undefined): Target {
  return {
    figure,
    target: `≤ ${target}`,
    measured: value === undefined ? '–' : ratioText(value),
    verdict: verdict(value, (measured) => measured <= target),
  };
}

function verdict(value: number | undefined, meets: (value: number) => boolean): Target['verdict'] {
  if (value === undefined) return 'not measured';
  return meets(value) ? 'met' : 'not met';
}

function ratioText(value: number): string {
  return value.toFixed(2);
}
