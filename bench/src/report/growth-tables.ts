import type { GrowthResult, GrowthSample } from '../measurements/growth.js';
import { GROWING, type GrowingTable, type TableSize } from '../measurements/growth-database.js';
import { sum } from './statistics.js';
import { count, type Row, type Table } from './table.js';

/** Adds that were carried out in time, of those that were due. */
const LEAST_DONE = 0.999;
/** The last third of the load by the first, of latencies; by the second, of tables: the first is before there is a balance. */
const MOST_TREND = { p99: 1.5, dead: 1.5, size: 1.1 } as const;
/** Workers sweep about once a minute. */
const MOST_BEHIND_SECONDS = 120;

const SHOWN = 12;
const MB = 1e6;

/** What is asked of the run, and whether it was met. */
export function growthTable(result: GrowthResult): Table {
  const { answers, thirds, perSecond, seconds, samples } = result;
  const [first, , last] = thirds;
  const due = perSecond * seconds;
  const behind = Math.max(...laterTwoThirds(samples).map(({ database }) => database.behindSeconds));
  const operations = (of: (size: TableSize) => number) =>
    trend(samples, ({ database }) => of(database.tables.operations));
  return {
    title: 'Bounds',
    rows: [
      ['', 'value', 'bound', ''],
      row('adds that were carried out, of those due', answers.done / due, 3, '≥', LEAST_DONE),
      row(
        'p99 of an add, last third ÷ first third',
        (last?.p99 ?? Number.NaN) / (first?.p99 ?? 1),
        2,
        '≤',
        MOST_TREND.p99,
      ),
      row(
        'dead rows of operations, last third ÷ second',
        operations(({ dead }) => dead),
        2,
        '≤',
        MOST_TREND.dead,
      ),
      row(
        'size of operations, last third ÷ second',
        operations(({ bytes }) => bytes),
        2,
        '≤',
        MOST_TREND.size,
      ),
      row('seconds by which the sweep was late, at most', behind, 0, '≤', MOST_BEHIND_SECONDS),
    ],
    note: `p50 and p99 of the adds by thirds: ${thirds.map(({ p50, p99 }) => `${p50.toFixed(1)} and ${p99.toFixed(1)} ms`).join(', ')}.`,
  };
}

/** The samples over time. */
export function samplesTable({ samples }: GrowthResult): Table {
  const step = Math.max(1, Math.round((samples.length - 1) / SHOWN));
  const shown = samples.filter((_, index) => index > 0 && index % step === 0);
  const wal = samples[0]?.database.wal ?? 0;
  return {
    title: 'Over time',
    rows: [
      [
        'seconds',
        'adds/s',
        'p50, ms',
        'p99, ms',
        'operations',
        'dead',
        'late, s',
        ...GROWING.map((name) => `${name}, MB`),
        'WAL, MB',
      ],
      ...shown.map(({ seconds, perSecond, p50, p99, database }): Row => {
        const { tables, behindSeconds } = database;
        return [
          count(seconds),
          count(perSecond),
          p50.toFixed(1),
          p99.toFixed(1),
          count(tables.operations.live),
          count(tables.operations.dead),
          count(behindSeconds),
          ...GROWING.map((name) => count(tables[name].bytes / MB)),
          count((database.wal - wal) / MB),
        ];
      }),
    ],
    note: 'Adds and latencies are of the ten seconds before. Sizes are of all partitions with their indexes.',
  };
}

/** The tables at the end. */
export function tablesTable({ samples }: GrowthResult): Table {
  const [before, after] = [samples[0], samples.at(-1)];
  if (!before || !after) return { title: 'Tables', rows: [] };
  const line = (name: GrowingTable): Row => {
    const [from, to] = [before.database.tables[name], after.database.tables[name]];
    const most = Math.max(...samples.map(({ database }) => database.tables[name].dead));
    return [
      name,
      count(to.live),
      count(most),
      count(to.deleted - from.deleted),
      count(to.autovacuums - from.autovacuums),
      count(from.bytes / MB),
      count(to.bytes / MB),
    ];
  };
  return {
    title: 'Tables',
    rows: [
      ['table', 'live rows', 'dead rows at most', 'deleted', 'autovacuums', 'MB before', 'MB after'],
      ...GROWING.map(line),
    ],
    note: `Partitions opened: ${after.database.partitionsOpened - before.database.partitionsOpened}; dropped: ${after.database.partitionsDropped - before.database.partitionsDropped}. A dropped partition takes its rows and its autovacuums out of the figures.`,
  };
}

function row(title: string, value: number, digits: number, sign: '≤' | '≥', bound: number): Row {
  // Too short a run: both thirds are empty.
  if (Number.isNaN(value)) return [title, '–', `${sign} ${bound}`, 'not known'];
  const met = sign === '≤' ? value <= bound : value >= bound;
  return [title, value.toFixed(digits), `${sign} ${bound}`, met ? 'met' : 'not met'];
}

function laterTwoThirds(samples: readonly GrowthSample[]): readonly GrowthSample[] {
  return samples.slice(Math.ceil(samples.length / 3));
}

/** The mean of the last third of the samples by that of the second. */
function trend(samples: readonly GrowthSample[], of: (sample: GrowthSample) => number): number {
  const later = laterTwoThirds(samples);
  const middle = Math.floor(later.length / 2);
  return mean(later.slice(middle).map(of)) / mean(later.slice(0, middle).map(of));
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
