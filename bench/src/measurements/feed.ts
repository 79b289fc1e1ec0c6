import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Measured } from '../contenders/contender.js';
import type { HttpContender } from '../contenders/http-contender.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median, sum } from '../report/statistics.js';
import { APPLICATION, query } from '../stack/query.js';
import type { Stack } from '../stack/stack.js';
import { withRoster } from './with-roster.js';

export interface FeedResult {
  readonly withFeed: FeedLoad;
  readonly without: FeedLoad;
  /** Adds per second with the feed by those without it, the median of the rounds. */
  readonly ratio: number;
  /** Bytes of the write-ahead log that the relay writes for an event. */
  readonly walPerEvent: number;
}

/** Medians of the rounds. */
interface FeedLoad {
  readonly perSecond: number;
  readonly p99: number;
  /** Of all programs, in microseconds; null where it cannot be measured. */
  readonly cpuPerAdd: number | null;
}

export const FEED_CONNECTIONS = 64;

/** That of the relay, in `packages/database`: it is never changed. */
const RELAY_LOCK = 7_216_407;

/**
 * What the feed costs the adds, in turns with and without it. A relay works only while it holds its lock, so the benchmark
 * turns the feed off by holding that.
 */
export function measureFeed(stack: Stack, options: Options, progress: Progress): Promise<FeedResult> {
  return withRoster(stack, options, 'feed', async (roster) => {
    const withFeed: Measured[] = [];
    const without: Measured[] = [];
    const wal: number[] = [];
    const load = { connections: FEED_CONNECTIONS, seconds: options.seconds };
    const turns = [
      async () => withFeed.push(await roster.measure(load)),
      async () => {
        const release = await stopRelay(roster);
        without.push(await roster.measure(load));
        wal.push(await walOfRelay(roster, release));
      },
    ];
    for (let round = 1; round <= options.rounds; round++) {
      for (const turn of round % 2 === 0 ? [...turns].reverse() : turns) {
        progress.throwIfInterrupted();
        await turn();
      }
      const [a, b] = [withFeed.at(-1)?.perSecond ?? 0, without.at(-1)?.perSecond ?? 0];
      progress.say(
        `feed  round ${round}/${options.rounds}  ${a.toFixed(0)} adds/s, without ${b.toFixed(0)}, WAL per event ${wal.at(-1)?.toFixed(0)} B`,
      );
    }
    const ratios = withFeed.map(({ perSecond }, round) => perSecond / (without[round]?.perSecond ?? Number.NaN));
    return { withFeed: medians(withFeed), without: medians(without), ratio: median(ratios), walPerEvent: median(wal) };
  });
}

/** Resolves with what lets the relay work again. */
async function stopRelay({ databaseUrl }: HttpContender): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: APPLICATION });
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [RELAY_LOCK]);
  return () => client.end();
}

/** Nothing else changes rows meanwhile. */
async function walOfRelay({ databaseUrl }: HttpContender, release: () => Promise<void>): Promise<number> {
  const before = await feedState(databaseUrl);
  await release();
  let after = await feedState(databaseUrl);
  while (after.behind) {
    await delay(50);
    after = await feedState(databaseUrl);
  }
  return (after.wal - before.wal) / (after.position - before.position);
}

async function feedState(databaseUrl: string) {
  const [state] = await query<{ wal: number; position: number; behind: boolean }>(
    databaseUrl,
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS wal, last_position::float8 AS position,
            NOT isempty(gaps) OR scanned_to < (SELECT max(id) FROM audit_events) AS behind
     FROM feed_relay`,
  );
  if (state === undefined) throw new Error('The database has no feed');
  return state;
}

function medians(rounds: readonly Measured[]): FeedLoad {
  const cpu = rounds.flatMap(({ cpuPerAdd }) => (cpuPerAdd === null ? [] : [sum(Object.values(cpuPerAdd))]));
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p99: median(rounds.map(({ p99 }) => p99)),
    cpuPerAdd: cpu.length > 0 ? median(cpu) : null,
  };
}
