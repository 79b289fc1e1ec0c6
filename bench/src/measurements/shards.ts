import { createDataSource, OperationRepository } from '@roster/database';
import {
  type LocalRedisCluster,
  type NodeCounters,
  nodeCounters,
  runningUrlOf,
  startRedisCluster,
} from '@roster/local-stack';
import { type OpenGateway, openMembershipGateway } from '@roster/queue';
import { addIn, addOrganizations, submitAll } from '@roster/testing';
import type { DataSource } from 'typeorm';
import { ROSTER_RESET } from '../contenders/roster-contender.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median, sum } from '../report/statistics.js';
import { queries } from '../stack/query.js';
import { startService } from '../stack/service.js';
import type { Stack } from '../stack/stack.js';

export const MASTERS = 3;
const SHARD_COUNTS = [1, 6] as const;
export const SHARDS_CONCURRENCY = 256;

const ORGANIZATIONS = 1_500;
const PEOPLE = 8;
const PEOPLE_QUICK = 2;

/** Adds before those that are counted. A new connection's first commands may be redirected. */
const WARM_UP = 300;

const SILENT = { info() {}, warn() {}, error() {} };

export interface ShardsResult {
  readonly shards: number;
  readonly perSecond: number;
  /** Of Redis, those that scripts run included. */
  readonly commandsPerAdd: number;
  /** The commands of each master by their mean, in the order of their slots. */
  readonly shares: readonly number[];
  /** Commands answered with MOVED, ASK or CROSSSLOT, in all rounds. */
  readonly redirections: number;
}

/**
 * How evenly shards load the masters of a Redis Cluster, by number of shards in turns: adds of many organizations from a
 * gateway, without HTTP, and one worker. Medians of the rounds; null without Redis.
 */
export async function measureShards(
  stack: Stack,
  options: Options,
  progress: Progress,
): Promise<readonly ShardsResult[] | null> {
  if (!stack.redis) return null;
  const cluster = await startRedisCluster({ masters: MASTERS, requireFullCoverage: false, appendOnly: true });
  try {
    const databaseUrl = await stack.database('shards');
    try {
      return await measureOn(cluster, databaseUrl, options, progress);
    } finally {
      await stack.dropDatabase(databaseUrl);
    }
  } finally {
    await cluster.stop();
  }
}

async function measureOn(
  cluster: LocalRedisCluster,
  databaseUrl: string,
  options: Options,
  progress: Progress,
): Promise<readonly ShardsResult[]> {
  const owner = await createDataSource(databaseUrl, { poolSize: 4 }).initialize();
  try {
    const people = options.quick ? PEOPLE_QUICK : PEOPLE;
    await addOrganizations(owner, ORGANIZATIONS, people);
    const turns: ShardsResult[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      for (const shards of round % 2 === 0 ? [...SHARD_COUNTS].reverse() : SHARD_COUNTS) {
        progress.throwIfInterrupted();
        await queries(databaseUrl, [...ROSTER_RESET, 'VACUUM ANALYZE', 'CHECKPOINT']);
        const turn = await measureTurn(cluster, databaseUrl, owner, shards, people);
        turns.push(turn);
        progress.say(
          `shards  round ${round}/${options.rounds}  ${shards}: ${turn.perSecond.toFixed(0)} adds/s, commands by node ${turn.shares.map((share) => share.toFixed(2)).join(' ')}`,
        );
      }
    }
    return SHARD_COUNTS.map((shards) => medians(turns.filter((turn) => turn.shards === shards)));
  } finally {
    await owner.destroy();
  }
}

async function measureTurn(
  cluster: LocalRedisCluster,
  databaseUrl: string,
  owner: DataSource,
  shards: number,
  people: number,
): Promise<ShardsResult> {
  const redis = { url: cluster.url, mode: 'cluster', queueShards: shards } as const;
  const worker = await startService('worker', {
    DATABASE_URL: runningUrlOf(databaseUrl),
    REDIS_URL: redis.url,
    REDIS_MODE: redis.mode,
    QUEUE_SHARDS: String(shards),
  });
  try {
    const store = new OperationRepository(owner);
    const opened = await openMembershipGateway({ databaseUrl, redis, store, logger: SILENT });
    try {
      const commands = Array.from({ length: ORGANIZATIONS * people }, (_, index) =>
        addIn(1 + (index % ORGANIZATIONS), 1 + Math.floor(index / ORGANIZATIONS)),
      );
      await add(opened, commands.slice(0, WARM_UP));
      const counted = commands.slice(WARM_UP);
      const before = await countersOf(cluster);
      const began = performance.now();
      await add(opened, counted);
      const seconds = (performance.now() - began) / 1_000;
      return {
        shards,
        perSecond: counted.length / seconds,
        ...difference(before, await countersOf(cluster), counted.length),
      };
    } finally {
      await opened.close();
    }
  } finally {
    await worker.stop();
  }
}

/** @throws when the outcome of an add did not come in time */
async function add({ gateway }: OpenGateway, commands: Parameters<typeof submitAll>[1]): Promise<void> {
  const states = await submitAll(gateway, commands, { concurrency: SHARDS_CONCURRENCY });
  const late = states.filter((state) => state !== 'settled').length;
  if (late > 0) throw new Error(`${late} of ${states.length} adds were not settled in time`);
}

function countersOf({ masters }: LocalRedisCluster): Promise<NodeCounters[]> {
  return Promise.all(masters.map(({ port }) => nodeCounters(port)));
}

function difference(before: readonly NodeCounters[], after: readonly NodeCounters[], adds: number) {
  const between = (name: keyof NodeCounters) => after.map((node, index) => node[name] - (before[index]?.[name] ?? 0));
  const commands = between('commands');
  const mean = sum(commands) / commands.length;
  return {
    commandsPerAdd: sum(commands) / adds,
    shares: commands.map((count) => count / mean),
    redirections: sum(between('redirections')),
  };
}

function medians(turns: readonly ShardsResult[]): ShardsResult {
  const medianOf = (figure: (turn: ShardsResult) => number) => median(turns.map(figure));
  return {
    shards: turns[0]?.shards ?? 0,
    perSecond: medianOf(({ perSecond }) => perSecond),
    commandsPerAdd: medianOf(({ commandsPerAdd }) => commandsPerAdd),
    shares: Array.from({ length: MASTERS }, (_, node) => medianOf(({ shares }) => shares[node] ?? Number.NaN)),
    redirections: sum(turns.map(({ redirections }) => redirections)),
  };
}
