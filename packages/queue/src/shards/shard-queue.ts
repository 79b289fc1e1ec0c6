import type { RedisSettings } from '@roster/connections';
import type { Queue } from 'bullmq';
import { BULK_QUEUE, MEMBERSHIP_QUEUE, type QueueName, WEBHOOK_QUEUE } from '../job-catalogue.js';
import { ONLY_SHARD, type Shard, shardsOf } from './shard.js';

/** The queues of which every shard has one. */
const SHARDED_QUEUES = [MEMBERSHIP_QUEUE, BULK_QUEUE] as const;

/** A queue of BullMQ: one of the catalogue's, or a shard of it. */
export interface ShardQueue {
  readonly queue: QueueName;
  readonly shard: Shard;
  /** `membership`, or `membership.1-of-3` when there are several shards. */
  readonly name: string;
}

export interface OpenQueue {
  readonly opened: ShardQueue;
  readonly queue: Queue;
}

export function shardQueue(queue: QueueName, shard: Shard): ShardQueue {
  return { queue, shard, name: shard.count === 1 ? queue : `${queue}.${shard.label}` };
}

/** The queues that a shard consists of. */
export function queuesOf(shard: Shard): readonly ShardQueue[] {
  return SHARDED_QUEUES.map((queue) => shardQueue(queue, shard));
}

/** The one queue of webhooks. No caller waits for it, and Postgres knows what is due. */
export const WEBHOOKS = shardQueue(WEBHOOK_QUEUE, ONLY_SHARD);

/** All queues in use with these settings, or only those of some shards and that of webhooks. */
export function queuesIn(redis: RedisSettings | undefined, only?: readonly number[]): readonly ShardQueue[] {
  const shards = shardsOf(redis?.queueShards).filter(({ index }) => only?.includes(index) ?? true);
  return [...shards.flatMap(queuesOf), WEBHOOKS];
}
