import { MASTERS, SHARDS_CONCURRENCY, type ShardsResult } from '../measurements/shards.js';
import type { Results } from './results.js';
import { count, type Row, type Table } from './table.js';

export function shardsTable({ shards }: Results): Table[] {
  if (shards === undefined) return [];
  const title = `Shards of the queue on a Redis Cluster of ${MASTERS} masters`;
  if (shards === null) return [{ title, rows: [], note: 'Not available: there is no redis-server on the PATH.' }];
  const nodes = Array.from({ length: MASTERS }, (_, node) => `master ${node + 1}`);
  return [
    {
      title,
      rows: [
        ['shards', 'adds/s', 'commands per add', ...nodes, 'MOVED, ASK, CROSSSLOT'],
        ...shards.map(
          ({ shards, perSecond, commandsPerAdd, shares, redirections }): Row => [
            count(shards),
            count(perSecond),
            commandsPerAdd.toFixed(2),
            ...shares.map((share) => share.toFixed(2)),
            count(redirections),
          ],
        ),
      ],
      note: `Of each master: its commands by the mean of all masters. ${SHARDS_CONCURRENCY} adds at a time go through a gateway, without HTTP, and one worker.`,
    },
  ];
}

/** How far the commands of a master are from the mean, at most, with the most shards. */
export function unevenness(shards: readonly ShardsResult[] | null | undefined): number | undefined {
  const shares = shards?.at(-1)?.shares;
  return shares && Math.max(...shares.map((share) => Math.abs(share - 1)));
}
