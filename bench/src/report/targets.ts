import type { ContenderName } from '../contenders/contender.js';
import { simulationError } from './capacity-tables.js';
import { totalCpu } from './cost-tables.js';
import type { Figure } from './figures.js';
import type { Results } from './results.js';
import { unevenness } from './shards-table.js';
import { median } from './statistics.js';

export interface Target {
  readonly figure: string;
  readonly target: string;
  readonly measured: string;
  readonly verdict: 'met' | 'not met' | 'shown' | 'not measured';
}

/** What is aimed at, and what was measured. */
export function targets(results: Results): Target[] {
  const { figures, before } = results;
  const ratio = (name: ContenderName, base: ContenderName, connections: number, figure: Figure) =>
    figures.ratio(name, base, connections, figure)?.median;
  return [
    atMost('p50, queue on Redis ÷ direct, 1 connection', 1.3, ratio('redis', 'direct', 1, 'p50')),
    atMost('p50, queue on Postgres ÷ direct, 1 connection', 2, ratio('postgres', 'direct', 1, 'p50')),
    atLeast('adds/s, queue on Redis ÷ direct, 1 connection', 0.8, ratio('redis', 'direct', 1, 'perSecond')),
    atLeast('adds/s, queue on Redis ÷ direct, 16 connections', 2, ratio('redis', 'direct', 16, 'perSecond')),
    atLeast('adds/s, queue on Redis ÷ direct, 64 connections', 4, ratio('redis', 'direct', 64, 'perSecond')),
    atMost('p50, queue on Redis ÷ direct, 64 connections', 0.25, ratio('redis', 'direct', 64, 'p50')),
    atLeast('adds/s, queue on Postgres ÷ direct, 64 connections', 1.5, ratio('postgres', 'direct', 64, 'perSecond')),
    atLeast('adds/s, queue on Redis ÷ better-auth, 64 connections', 30, ratio('redis', 'better-auth', 64, 'perSecond')),
    atLeast(
      'adds/s, queue on Redis ÷ better-auth, 256 connections',
      60,
      ratio('redis', 'better-auth', 256, 'perSecond'),
    ),
    shown(
      'adds/s, one job per add and waitUntilFinished ÷ direct, 64 connections',
      ratio('usual', 'direct', 64, 'perSecond'),
    ),
    ...(before
      ? [
          atMost('CPU per add, API, 64 connections, ÷ before', 0.65, ratio('redis', 'redis-before', 64, 'cpu api')),
          atMost('CPU per add, all, 64 connections, ÷ before', 0.7, ratio('redis', 'redis-before', 64, 'cpu')),
        ]
      : []),
    ...furtherTargets(results),
  ];
}

function furtherTargets({
  figures,
  bulk,
  size,
  reads,
  fairness,
  scim,
  feed,
  cost,
  webhooks,
  shards,
  backend,
}: Results): Target[] {
  const perSecond = bulk && backend === 'Redis' ? median(bulk.perSecond) : undefined;
  const single = figures.of('redis', 64, 'perSecond')?.median;
  const p50 = (title: string, connections: number) =>
    reads?.queries.find((query) => query.title === title)?.latencies[reads.connections.indexOf(connections)]?.p50;
  const crowd = fairness?.crowds.find(({ connections }) => connections === 3_000);
  const refusals = crowd && crowd.overloaded.perSecond > 0 ? crowd.overloaded : undefined;
  const worstSize = size && Math.max(...size.map(({ small, large }) => large.p50 / small.p50));
  return [
    atLeast('bulk, members/s ÷ single adds/s at 64 connections', 12, perSecond && single && perSecond / single),
    atLeast('bulk, members/s, queue on Redis', 20_000, perSecond),
    atMost('p50 of an add, large department ÷ small', 1.2, worstSize),
    atMost('members of the whole tree by time, p50 at 1, ms', 15, p50('members of the whole tree', 1)),
    atMost('members of the whole tree by time, p50 at 16, ms', 100, p50('members of the whole tree', 16)),
    atMost('tree of 5,000 departments, p50 at 16, ms', 30, p50('tree', 16)),
    atMost(
      'p99 of a quiet organization, beside a noisy one ÷ alone',
      3,
      fairness && fairness.besideNoisy.p99 / fairness.alone.p99,
    ),
    atLeast('adds/s with the feed ÷ without, 64 connections', 0.95, feed?.ratio),
    atLeast('webhooks/s to an endpoint beside a dead one ÷ alone', 0.95, webhooks?.ratio),
    atMost('p99 of what is let in at 3,000 connections, s', 2, crowd && crowd.accepted.p99 / 1_000),
    atMost('p99 of what is refused at 3,000 connections, s', 0.2, refusals && refusals.p99 / 1_000),
    atLeast('SCIM, group PATCHes/s ÷ adds/s, 64 connections', 0.5, scim && scim.patchesPerSecond / scim.addsPerSecond),
    atMost('SCIM, p50 of a PATCH, large group ÷ small', 1.2, scim && scim.size.large.p50 / scim.size.small.p50),
    atMost('CPU of an add ÷ direct, 64 connections', 0.4, cost && totalCpu(cost.roster) / totalCpu(cost.direct)),
    atMost('write-ahead log of an add ÷ direct', 3, cost && cost.roster.wal / cost.direct.wal),
    atMost('commands of a master, difference from the mean, 6 shards', 0.1, unevenness(shards)),
    atMost('deviation of the simulated p50 from the measured one', 0.25, cost && simulationError(cost)),
  ];
}

function atLeast(figure: string, target: number, value: number | undefined): Target {
  return {
    figure,
    target: `≥ ${target.toLocaleString('en')}`,
    measured: text(value),
    verdict: verdict(value, (measured) => measured >= target),
  };
}

function atMost(figure: string, target: number, value: number | undefined): Target {
  return {
    figure,
    target: `≤ ${target}`,
    measured: text(value),
    verdict: verdict(value, (measured) => measured <= target),
  };
}

function shown(figure: string, value: number | undefined): Target {
  const verdict = value === undefined ? 'not measured' : 'shown';
  return { figure, target: 'shown beside it', measured: text(value), verdict };
}

function verdict(value: number | undefined, meets: (value: number) => boolean): Target['verdict'] {
  if (value === undefined) return 'not measured';
  return meets(value) ? 'met' : 'not met';
}

function text(value: number | undefined): string {
  if (value === undefined) return '–';
  return value < 1_000 ? value.toFixed(2) : Math.round(value).toLocaleString('en');
}
