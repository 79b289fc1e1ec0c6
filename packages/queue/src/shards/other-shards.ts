import { MAX_QUEUE_SHARDS, type RedisConnection } from '@roster/connections';
import { MEMBERSHIP_QUEUE } from '../job-catalogue.js';
import { type Shard, shardOf, shardsOf } from './shard.js';
import { queuesOf, shardQueue } from './shard-queue.js';

/** The keys of jobs that are to be carried out, by state (BullMQ's `QueueKeys`). Redis deletes a key that holds nothing. */
const STATES = ['wait', 'active', 'delayed', 'prioritized', 'paused'] as const;

/** Which jobs count: those still to be carried out, or failed ones as well. */
type Kept = 'due' | 'due-or-failed';

/** Shards of a queue that is divided into another number of shards. */
interface OtherShards {
  /** Those that hold jobs: processes with another `QUEUE_SHARDS` filled them or still do. */
  readonly holding: readonly Shard[];
  /** Those that may hold jobs: their node does not answer. */
  readonly silent: readonly Shard[];
}

/** The shards of every other number than `count`, as far as they hold jobs. A silent node delays the answer by one timeout or two. */
export async function otherShards(redis: RedisConnection, count: number, kept: Kept): Promise<OtherShards> {
  const others = Array.from({ length: MAX_QUEUE_SHARDS }, (_, index) => index + 1).filter((other) => other !== count);
  // A cluster's first commands to a node, when sent at once, would go to other nodes before its connection is ready.
  await wasUsed(redis, MAX_QUEUE_SHARDS).catch(() => false);
  const used = await ask(others, (other) => wasUsed(redis, other));
  const states = kept === 'due' ? STATES : [...STATES, 'failed'];
  const holding = await ask(used.yes.flatMap(shardsOf), async (shard) => {
    const keys = queuesOf(shard).flatMap(({ name }) => states.map((state) => `${shard.keyPrefix}:${name}:${state}`));
    return (await redis.exists(...keys)) > 0;
  });
  return { holding: holding.yes, silent: [...used.silent.flatMap(shardsOf), ...holding.silent] };
}

/**
 * Whether the queue was ever divided so: BullMQ keeps a hash for each queue that was opened, and all shards are opened
 * together. Three that lie far apart are asked, because the first shards of all numbers lie on the same node.
 */
async function wasUsed(redis: RedisConnection, count: number): Promise<boolean> {
  const asked = new Set([0, Math.floor(count / 2), count - 1]);
  const answers = [...asked].map(async (index) => {
    const shard = shardOf(index, count);
    const { name } = shardQueue(MEMBERSHIP_QUEUE, shard);
    return (await redis.exists(`${shard.keyPrefix}:${name}:meta`)) > 0;
  });
  return Promise.any(answers);
}

async function ask<Value>(values: readonly Value[], question: (value: Value) => Promise<boolean>) {
  const answers = await Promise.all(values.map((value) => question(value).catch(() => null)));
  return {
    yes: values.filter((_, index) => answers[index] === true),
    silent: values.filter((_, index) => answers[index] === null),
  };
}
