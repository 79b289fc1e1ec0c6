import { BACKENDS } from '../contenders/queue.js';
import type { Figure } from './figures.js';
import type { Results } from './results.js';
import { median } from './statistics.js';
import { count, type Row, spreadText, type Table } from './table.js';

const FIGURES: readonly [Figure, string, number][] = [
  ['perSecond', 'adds/s', 0],
  ['p50', 'p50 in ms', 2],
  ['cpu', 'CPU per add in µs', 0],
];

/** This build beside an earlier one; nothing when none takes part. */
export function beforeAndAfterTables(results: Results): Table[] {
  if (results.before === null) return [];
  const { hash, date } = results.before.commit;
  const rows = [...comparisonRows(results), ...bulkRows(results)];
  return [
    {
      title: 'Before and after',
      rows: [['', 'before', 'after', 'after ÷ before'], ...rows],
      note: `Before: commit ${hash.slice(0, 10)} of ${date}, built and measured in the same run, in turns. The number after “at” is that of the connections.`,
    },
    ...readsTable(results),
  ];
}

function comparisonRows({ figures }: Results): Row[] {
  return BACKENDS.flatMap((backend) =>
    figures.connections.flatMap((connections) =>
      FIGURES.flatMap(([figure, title, digits]): Row[] => {
        const before = figures.of(`${backend}-before`, connections, figure);
        const after = figures.of(backend, connections, figure);
        if (before === null || after === null) return [];
        const ratio = figures.ratio(backend, `${backend}-before`, connections, figure);
        const place = `queue on ${backend === 'redis' ? 'Redis' : 'Postgres'}`;
        return [
          [
            `${title} at ${connections}, ${place}`,
            spreadText(before, digits),
            spreadText(after, digits),
            spreadText(ratio, 2),
          ],
        ];
      }),
    ),
  );
}

function bulkRows({ bulk, before, backend }: Results): Row[] {
  if (!bulk || !before?.bulk) return [];
  const [then, now] = [before.bulk, bulk].map(({ perSecond }) => median(perSecond)) as [number, number];
  return [[`bulk, members/s, queue on ${backend}`, count(then), count(now), (now / then).toFixed(2)]];
}

function readsTable({ reads, before }: Results): Table[] {
  if (!reads || !before?.reads) return [];
  const earlier = new Map(before.reads.queries.map(({ title, latencies }) => [title, latencies]));
  const rows = reads.queries.map(
    ({ title, latencies }): Row => [
      title,
      ...latencies.flatMap(({ p50 }, index) => {
        const then = earlier.get(title)?.[index]?.p50;
        return [then?.toFixed(2) ?? '–', p50.toFixed(2), then === undefined ? '' : (p50 / then).toFixed(2)];
      }),
    ],
  );
  const head = ['', ...reads.connections.flatMap((number) => [`p50 at ${number}, ms, before`, 'after', '÷'])];
  return [{ title: 'Lists, tree and search, before and after', rows: [head, ...rows] }];
}
