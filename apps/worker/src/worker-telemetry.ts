import { InjectQueue } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { type DatabaseState, ProcessSampleStore, poolUse, readDatabaseState } from '@roster/database';
import type { ProcessIdentity, SampledQueue } from '@roster/domain';
import { BULK_QUEUE, MEMBERSHIP_QUEUE, WEBHOOK_QUEUE } from '@roster/queue';
import { BatchMetrics, IntervalLoop, type Logger, ProcessSampler, watchBacklog, withTimeLimit } from '@roster/runtime';
import type { Queue } from 'bullmq';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { IDENTITY, LOGGER, METRICS } from './tokens.js';

/** Reading the backlog takes a few round trips. This is often enough for alerts, which wait half a minute. */
const READ_INTERVAL_MS = 5_000;
const READ_LIMIT_MS = 2_500;

interface QueueState extends SampledQueue {
  /** Age of the oldest failed job that is kept, in milliseconds; null when there is none. */
  readonly oldest_failed_ms: number | null;
}

/** Metrics and samples of this worker, and of the backlog of all workers. */
export class WorkerTelemetry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private backlog: { queues?: Record<string, QueueState> | undefined; database?: DatabaseState | undefined } = {};
  private loop: IntervalLoop | undefined;
  private sampler: ProcessSampler | undefined;

  constructor(
    private readonly database: DataSource,
    @InjectQueue(MEMBERSHIP_QUEUE) private readonly membershipQueue: Queue,
    @InjectQueue(BULK_QUEUE) private readonly bulkQueue: Queue,
    @InjectQueue(WEBHOOK_QUEUE) private readonly webhookQueue: Queue,
    private readonly batches: BatchMetrics,
    @Inject(METRICS) private readonly metrics: Registry,
    @Inject(IDENTITY) private readonly identity: ProcessIdentity,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { metrics, identity, logger, database } = this;
    watchBacklog(metrics, () => this.backlog);
    const firstReading = this.readBacklog();
    const run = () => this.readBacklog();
    this.loop = new IntervalLoop({ name: 'backlog', logger, intervalMs: READ_INTERVAL_MS, run });
    this.sampler = new ProcessSampler({
      identity,
      metrics,
      pool: () => poolUse(database),
      read: async () => {
        await firstReading;
        return { worker: await this.batches.sample(), ...this.backlog };
      },
      store: new ProcessSampleStore(database),
      logger,
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
    await this.sampler?.close();
  }

  private async readBacklog(): Promise<void> {
    const queues = [this.membershipQueue, this.bulkQueue, this.webhookQueue];
    const [database, ...states] = await Promise.allSettled([
      readDatabaseState(this.database),
      // The connection itself would wait for Redis without limit.
      ...queues.map((queue) =>
        withTimeLimit(readQueueState(queue), READ_LIMIT_MS, () => new Error('the queue is silent')),
      ),
    ]);
    const known = states.flatMap((state, index) =>
      state.status === 'fulfilled' ? [[queues[index]?.name ?? '', state.value] as const] : [],
    );
    this.backlog = {
      database: database.status === 'fulfilled' ? database.value : undefined,
      queues: known.length === queues.length ? Object.fromEntries(known) : undefined,
    };
  }
}

/** Rejects when the queue is out of reach. */
async function readQueueState(queue: Queue): Promise<QueueState> {
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
