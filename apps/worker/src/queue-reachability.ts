import { setTimeout } from 'node:timers/promises';
import { Inject } from '@nestjs/common';
import { JobConsumers, type OpenQueue } from '@roster/queue';
import { BatchMetrics, type Logger } from '@roster/runtime';
import { LOGGER, QUEUES } from './tokens.js';

/** Long enough for a queue that is only busy, and far shorter than the time that the process has to stop. */
const ANSWER_LIMIT_MS = 3_000;

/** How long commands in flight may go on without the queue, in milliseconds: a silent database is left after 14 s. */
const IN_FLIGHT_LIMIT_MS = 15_000;
const POLL_MS = 100;

/**
 * Closing a worker waits until the queue has taken its last messages, and a worker's connection waits for Redis for ever
 * (ioredis tells neither its commands nor BullMQ when it is disconnected between two attempts). So a process that stops
 * checks whether the queue can be reached at all.
 */
export class QueueReachability {
  constructor(
    @Inject(QUEUES) private readonly queues: readonly OpenQueue[],
    @Inject(JobConsumers) private readonly consumers: JobConsumers,
    @Inject(BatchMetrics) private readonly batches: BatchMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Resolves when a shard cannot be reached and no command is in flight: the process may end then. Its jobs are delivered
   * again when the shard is back, and replayed. Checks until `signal` is aborted.
   */
  async lost(signal: AbortSignal): Promise<void> {
    while (await this.isReachable()) await setTimeout(ANSWER_LIMIT_MS, undefined, { signal, ref: false });
    signal.throwIfAborted();
    this.logger.warn('the queue is out of reach: stopping without it; its jobs are delivered again');
    const deadline = performance.now() + IN_FLIGHT_LIMIT_MS;
    while (this.batches.inFlightNow > 0 && performance.now() < deadline)
      await setTimeout(POLL_MS, undefined, { signal });
  }

  private async isReachable(): Promise<boolean> {
    const late = setTimeout(ANSWER_LIMIT_MS, false, { ref: false });
    const queues = [...this.queues, ...this.consumers.drainedQueues];
    const answered = Promise.all(queues.map(({ queue }) => queue.getWaitingCount())).then(
      () => true,
      () => false,
    );
    return Promise.race([answered, late]);
  }
}
