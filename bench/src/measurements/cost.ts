import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { warmUp } from '../contenders/contender.js';
import { directContender } from '../contenders/direct.js';
import { HttpContender } from '../contenders/http-contender.js';
import { openQueueContender } from '../contenders/queue.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median, sum } from '../report/statistics.js';
import type { CpuTime } from '../stack/cpu-time.js';
import { queries, query } from '../stack/query.js';
import type { Stack } from '../stack/stack.js';
import { histogramsOf, mean } from './histograms.js';
import { commandsBetween, redisCommands } from './redis-commands.js';

/** What an add costs, in the resources that machines are made of. Medians of the rounds. */
export interface CostResult {
  readonly roster: AddCost;
  readonly direct: AddCost;
  /** Roster at other numbers of connections: what the simulation is made of, and compared with. */
  readonly loads: readonly MeasuredLoad[];
  /** Bytes that a member of an organization takes, indexes included. */
  readonly personBytes: number;
}

/** At 64 connections. */
export interface AddCost {
  /** Microseconds of CPU time. */
  readonly cpu: CpuTime;
  /** Bytes of the write-ahead log, without images of whole pages: their number depends on the time between checkpoints. */
  readonly wal: number;
  /** Bytes that stay in the database, indexes included, by table. */
  readonly stored: Readonly<Record<string, number>>;
  readonly redisCommands: number;
}

/** Roster with so many connections that ask again at once. */
export interface MeasuredLoad {
  readonly connections: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of CPU time per add. */
  readonly cpu: CpuTime;
  /** The same of the load generator. */
  readonly loadCpu: number;
  /** How many cores were busy with something else. */
  readonly otherCores: number;
  readonly cores: number;
  readonly commandsPerBatch: number;
  /** Mean of a batch's transaction without its COMMIT, and of the COMMIT, in milliseconds. */
  readonly applyMs: number;
  readonly commitMs: number;
}

const CONNECTIONS = [1, 16, 64, 256];
const COST_CONNECTIONS = 64;

/** Whether the log has stopped growing. */
const POLL_MS = 250;
const QUIET_POLLS = 4;

/** CPU, write-ahead log, stored bytes and Redis commands of an add, beside those of the direct insert, in turns. */
export async function measureCost(stack: Stack, options: Options, progress: Progress): Promise<CostResult> {
  const roster = await openQueueContender(stack, stack.redis ? 'redis' : 'postgres', 'cost');
  const direct = await directContender.open(stack);
  if (!(direct instanceof HttpContender)) throw new Error('The direct insert is not behind HTTP');
  await queries(stack.postgres.url, ['ALTER SYSTEM SET full_page_writes = off', 'SELECT pg_reload_conf()']);
  try {
    for (const contender of [roster, direct]) await contender.measure(warmUp(options));
    const costs: Record<'roster' | 'direct', AddCost[]> = { roster: [], direct: [] };
    const loads = new Map<number, MeasuredLoad[]>();
    for (let round = 1; round <= options.rounds; round++) {
      for (const connections of CONNECTIONS) {
        progress.throwIfInterrupted();
        const { load, cost } = await measureLoad(stack, roster, connections, options.seconds);
        loads.set(connections, [...(loads.get(connections) ?? []), load]);
        if (connections === COST_CONNECTIONS) costs.roster.push(cost);
        const figures = `${load.perSecond.toFixed(0)} adds/s, p50 ${load.p50.toFixed(2)} ms, ${load.commandsPerBatch.toFixed(1)} a batch`;
        progress.say(`cost  round ${round}/${options.rounds}  ${connections} connections: ${figures}`);
      }
      costs.direct.push((await measureLoad(stack, direct, COST_CONNECTIONS, options.seconds)).cost);
    }
    return {
      roster: medianOf(costs.roster),
      direct: medianOf(costs.direct),
      loads: [...loads.values()].map((rounds) => medianOf(rounds)),
      personBytes: ((await storedBytes(roster)).organization_members ?? 0) / stack.people,
    };
  } finally {
    await queries(stack.postgres.url, ['ALTER SYSTEM RESET full_page_writes', 'SELECT pg_reload_conf()']);
    await roster.close();
    await direct.close();
  }
}

async function measureLoad(stack: Stack, contender: HttpContender, connections: number, seconds: number) {
  await contender.reset();
  const before = await countersOf(stack, contender);
  const result = await contender.measure({ connections, seconds });
  const after = await countersOf(stack, contender);
  const { added, cpuPerAdd, loadCpuPerAdd, otherCores, perSecond, p50, p99 } = result;
  if (cpuPerAdd === null) throw new Error('CPU time is read from /proc, which only Linux has');
  const tables = Object.keys(after.stored);
  const cost: AddCost = {
    cpu: cpuPerAdd,
    wal: (after.wal - before.wal) / added,
    stored: Object.fromEntries(
      tables.map((name) => [name, ((after.stored[name] ?? 0) - (before.stored[name] ?? 0)) / added]),
    ),
    redisCommands: sum([...commandsBetween(before.redis, after.redis).values()]) / added,
  };
  const meanOf = (name: string) => mean(before.histograms.get(name), after.histograms.get(name));
  const load: MeasuredLoad = {
    connections,
    perSecond,
    p50,
    p99,
    cpu: cpuPerAdd,
    loadCpu: loadCpuPerAdd,
    otherCores,
    cores: availableParallelism(),
    commandsPerBatch: meanOf('roster_batch_commands'),
    applyMs: meanOf('roster_batch_apply_seconds') * 1_000,
    commitMs: meanOf('roster_batch_commit_seconds') * 1_000,
  };
  return { load, cost };
}

/** Once nothing grows any more: what was changed also gets its place in the feed, a moment later. */
async function countersOf(stack: Stack, contender: HttpContender) {
  let wal = await walPosition(contender);
  for (let quiet = 0; quiet < QUIET_POLLS; ) {
    await delay(POLL_MS);
    const now = await walPosition(contender);
    // A process that is idle still writes a sample every ten seconds.
    quiet = now - wal < 20_000 ? quiet + 1 : 0;
    wal = now;
  }
  return {
    wal,
    stored: await storedBytes(contender),
    redis: await redisCommands(stack),
    histograms: await histogramsOf(contender.services),
  };
}

async function walPosition({ databaseUrl }: HttpContender): Promise<number> {
  const [row] = await query<{ position: number }>(
    databaseUrl,
    `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS position`,
  );
  return row?.position ?? 0;
}

/** By table; a partition counts as its table. */
async function storedBytes({ databaseUrl }: HttpContender): Promise<Record<string, number>> {
  const rows = await query<{ name: string; bytes: number }>(
    databaseUrl,
    `SELECT coalesce(pg_partition_root(oid), oid::regclass)::text AS name, sum(pg_total_relation_size(oid))::float8 AS bytes
     FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
     GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]));
}

/** The median of each figure. */
function medianOf<Figures extends object>(rounds: readonly Figures[]): Figures {
  const [first] = rounds;
  if (first === undefined) throw new Error('There is no round');
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => {
      const values = rounds.map((round) => round[name as keyof Figures]);
      return [name, typeof value === 'number' ? median(values as number[]) : medianOf(values as object[])];
    }),
  ) as Figures;
}
