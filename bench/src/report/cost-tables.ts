import type { AddCost, CostResult } from '../measurements/cost.js';
import type { Program } from '../stack/cpu-time.js';
import { sum } from './statistics.js';
import { count, type Row, type Table } from './table.js';

/** How long each table keeps its rows. Tables that are not listed keep them permanently. */
const KEPT_DAYS: Readonly<Record<string, number>> = {
  operations: 1,
  operation_items: 1,
  change_requests: 3,
  process_samples: 1,
  feed_events: 90,
};

const PROGRAMS: readonly [Program, string][] = [
  ['api', 'API'],
  ['worker', 'worker'],
  ['postgres', 'Postgres'],
  ['redis', 'Redis'],
];

/** The most that an add may cost, as a multiple of the direct insert: beyond that something has become expensive. */
const BUDGETS = { api: 0.35, worker: 0.2, postgres: 0.4, cpu: 0.4, wal: 3, stored: 3 } as const;

export function costTables(cost: CostResult): Table[] {
  return [costTable(cost), storedTable(cost)];
}

/** CPU time of all programs, in microseconds. */
export function totalCpu({ cpu }: Pick<AddCost, 'cpu'>): number {
  return sum(Object.values(cpu));
}

/** Bytes that an add leaves permanently, and bytes that are deleted after some days. */
export function storedBytes({ stored }: AddCost): { readonly lasting: number; readonly passing: number } {
  const bytesThat = (kept: boolean) =>
    Object.entries(stored).reduce((total, [name, bytes]) => (name in KEPT_DAYS === kept ? total + bytes : total), 0);
  return { lasting: bytesThat(false), passing: bytesThat(true) };
}

function costTable({ roster, direct }: CostResult): Table {
  const line = (title: string, of: number, base: number, budget?: number): Row => {
    const ratio = of / base;
    const verdict = budget === undefined ? '' : ratio <= budget ? 'met' : 'not met';
    const shown = budget === undefined ? ['', '', ''] : [ratio.toFixed(2), `≤ ${budget}`, verdict];
    return [title, count(of), base === 0 ? '–' : count(base), ...shown];
  };
  const base = totalCpu(direct);
  const bytes = (cost: AddCost) => storedBytes(cost).lasting + storedBytes(cost).passing;
  const rows = PROGRAMS.map(([program, name]) =>
    // The direct insert has no worker: its share is that of all its programs.
    line(
      `CPU, ${name}, µs`,
      roster.cpu[program] ?? 0,
      program === 'worker' ? base : (direct.cpu[program] ?? 0),
      program === 'redis' ? undefined : BUDGETS[program as 'api'],
    ),
  );
  return {
    title: 'What an add costs',
    rows: [
      ['at 64 connections', 'Roster', 'direct insert', '÷', 'budget', ''],
      ...rows,
      line('CPU, all, µs', totalCpu(roster), base, BUDGETS.cpu),
      line('write-ahead log, bytes', roster.wal, direct.wal, BUDGETS.wal),
      line('stored, bytes', bytes(roster), bytes(direct), BUDGETS.stored),
      ['Redis commands', roster.redisCommands.toFixed(2), direct.redisCommands.toFixed(2), '', '', ''],
    ],
    note: 'The worker is compared with all programs of the direct insert, which has none. The write-ahead log is without images of whole pages, which each page needs once after a checkpoint. What is stored includes indexes.',
  };
}

function storedTable({ roster }: CostResult): Table {
  const tables = Object.entries(roster.stored)
    .filter(([, bytes]) => bytes >= 1)
    .sort(([, a], [, b]) => b - a);
  const { lasting, passing } = storedBytes(roster);
  return {
    title: 'What an add leaves in Postgres',
    rows: [
      ['table', 'bytes', 'kept for'],
      ...tables.map(([name, bytes]): Row => [name, count(bytes), keptFor(KEPT_DAYS[name])]),
      ['total kept', count(lasting), ''],
      ['total deleted later', count(passing), ''],
    ],
  };
}

function keptFor(days: number | undefined): string {
  if (days === undefined) return 'no limit';
  return days === 1 ? '1 day' : `${days} days`;
}
