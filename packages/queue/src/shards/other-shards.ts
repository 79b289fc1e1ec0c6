import { MAX_QUEUE_SHARDS, type RedisConnection } from '@roster/connections';
import { MEMBERSHIP_QUEUE } from '../job-catalogue.js';
import { type Shard, shardOf, shardsOf } from './shard.js';
import { queuesOf, shardQueue } from './shard-queue.js';

/** The keys of jobs that are to be carried out, by state (BullMQ's `QueueKeys`). Redis deletes a key that holds nothing. */
const STATES = ['wait', 'active', 'delayed', 'prioritized', 'paused'] as const;

/** Whether jobs are looked for that are to be carried out, or those that failed for good, too. */
type Kept = 'due' | 'due-or-failed';

/**
 * The shards that hold jobs, although the queue is divided into another number of shards: processes with another
 * `QUEUE_SHARDS` filled them or still do. A shard whose node does not answer counts as empty.
 */
export async function otherShardsWithJobs(redis: RedisConnection, count: number, kept: Kept): Promise<Shard[]> {
  const others = Array.from({ length: MAX_QUEUE_SHARDS }, (_, index) => index + 1).filter((other) => other !== count);
  const used = await filter(others, (other) => wasUsed(redis, other));
  const states = kept === 'due' ? STATES : [...STATES, 'failed'];
  return filter(used.flatMap(shardsOf), async (shard) => {
    const keys = queuesOf(shard).flatMap(({ name }) => states.map((state) => `${shard.keyPrefix}:${name}:${state}`));
    return (await redis.exists(...keys)) > 0;
  });
}

/** Whether the queue was ever divided so: BullMQ keeps a hash for each queue that was opened. */
async function wasUsed(redis: RedisConnection, count: number): Promise<boolean> {
  const first = shardOf(0, count);
  const { name } = shardQueue(MEMBERSHIP_QUEUE, first);
  return (await redis.exists(`${first.keyPrefix}:${name}:meta`)) > 0;
}

/**
 * One by one: a cluster's first commands to a node, when sent at once, would go to other nodes before its connection is
 * ready, which redirect them.
 */
async function filter<Value>(values: readonly Value[], holds: (value: Value) => Promise<boolean>): Promise<Value[]> {
  const found: Value[] = [];
  for (const value of values) if (await holds(value).catch(() => false)) found.push(value);
  return found;
}
