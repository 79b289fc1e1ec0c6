import type { SampledQueue } from '@roster/domain';
import type { Queue } from 'bullmq';

export interface QueueState extends SampledQueue {
  /** Age of the oldest failed job that is kept, in milliseconds; null when there is none. */
  readonly oldest_failed_ms: number | null;
}

/** Rejects when the queue is out of reach. */
export async function readQueueState(queue: Queue): Promise<QueueState> {
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
