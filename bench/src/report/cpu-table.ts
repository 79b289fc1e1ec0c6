import type { Program } from '../stack/cpu-time.js';
import type { Results } from './results.js';
import { type Row, spreadText, type Table } from './table.js';

const CONNECTIONS = 64;

const PROGRAMS: readonly [Program, string][] = [
  ['api', 'API'],
  ['worker', 'worker'],
  ['postgres', 'Postgres'],
  ['redis', 'Redis'],
];

/** Where the CPU time of an add is spent. */
export function cpuTable({ figures }: Results): Table {
  const title = `CPU per add, µs, ${CONNECTIONS} connections`;
  const measured = figures.results.filter(({ name }) => figures.of(name, CONNECTIONS, 'cpu') !== null);
  if (measured.length === 0)
    return { title, rows: [], note: 'Not measured: it needs 64 connections and /proc (Linux).' };
  const rows = measured.map(({ name, title: contender }): Row => {
    const text = (figure: `cpu ${Program}` | 'cpu') => spreadText(figures.of(name, CONNECTIONS, figure), 0);
    return [
      contender,
      ...PROGRAMS.map(([program]) => text(`cpu ${program}`)),
      text('cpu'),
      spreadText(figures.ratio(name, 'direct', CONNECTIONS, 'cpu'), 2),
    ];
  });
  const head = ['', ...PROGRAMS.map(([, name]) => name), 'all', '÷ direct'];
  const note = 'User and system time. The load generator is not counted.';
  return { title, rows: [head, ...rows], note };
}
