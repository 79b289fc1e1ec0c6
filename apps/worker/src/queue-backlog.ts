import type { SampledQueue } from '@roster/domain';
import type { OpenQueue } from '@roster/queue';
import { withTimeLimit } from '@roster/runtime';
import type { Queue } from 'bullmq';

const READ_LIMIT_MS = 2_500;

interface QueueState extends SampledQueue {
  /** Age of the oldest failed job that is kept, in milliseconds; null when there is none. */
  readonly oldest_failed_ms: number | null;
}

interface ShardState extends QueueState {
  readonly queue: string;
  readonly shard: string;
}

/** What is on the queues. What does not answer is left out. */
export interface QueueBacklog {
  /** By the name in the catalogue, all shards together; undefined when no queue answers. */
  readonly queues: Readonly<Record<string, QueueState>> | undefined;
  /** By the name of the queue in each shard. */
  readonly shards: Readonly<Record<string, ShardState>>;
}

export async function readQueueBacklog(queues: readonly OpenQueue[]): Promise<QueueBacklog> {
  const states = await Promise.allSettled(
    // The connection itself would wait for Redis without limit.
    queues.map(({ queue }) => withTimeLimit(readState(queue), READ_LIMIT_MS, () => new Error('the queue is silent'))),
  );
  const shards: Record<string, ShardState> = {};
  const sums: Record<string, QueueState> = {};
  for (const [index, { opened }] of queues.entries()) {
    const state = states[index];
    if (state?.status !== 'fulfilled') continue;
    const sum = sums[opened.queue];
    sums[opened.queue] = sum ? added(sum, state.value) : state.value;
    shards[opened.name] = { ...state.value, queue: opened.queue, shard: opened.shard.label };
  }
  return { queues: Object.keys(sums).length > 0 ? sums : undefined, shards };
}

function added(one: QueueState, other: QueueState): QueueState {
  return {
    waiting: one.waiting + other.waiting,
    active: one.active + other.active,
    delayed: one.delayed + other.delayed,
    failed: one.failed + other.failed,
    oldest_waiting_ms: oldest(one.oldest_waiting_ms, other.oldest_waiting_ms),
    oldest_failed_ms: oldest(one.oldest_failed_ms, other.oldest_failed_ms),
  };
}

function oldest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** Rejects when the queue is out of reach. */
async function readState(queue: Queue): Promise<QueueState> {
  const [counts, [next], [firstFailed]] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed', 'failed'),
    queue.getWaiting(0, 0),
    queue.getJobs(['failed'], 0, 0, true),
  ]);
  const since = (time: number | undefined) => (time === undefined ? null : Math.max(0, Date.now() - time));
  return {
    waiting: counts.waiting ?? 0,
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
    oldest_waiting_ms: since(next?.timestamp),
    oldest_failed_ms: since(firstFailed?.finishedOn),
  };
}
