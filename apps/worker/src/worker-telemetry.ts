import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { type DatabaseState, ProcessSampleStore, poolUse, readDatabaseState } from '@roster/database';
import type { ProcessIdentity } from '@roster/domain';
import { JobConsumers, type OpenQueue } from '@roster/queue';
import { BatchMetrics, IntervalLoop, type Logger, ProcessSampler, watchBacklog } from '@roster/runtime';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { type QueueBacklog, readQueueBacklog } from './queue-backlog.js';
import { IDENTITY, LOGGER, METRICS, QUEUES } from './tokens.js';

/** Reading the backlog takes a few round trips. This is often enough for alerts, which wait half a minute. */
const READ_INTERVAL_MS = 5_000;

/** Metrics and samples of this worker, and of the backlog of all workers. */
export class WorkerTelemetry implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private backlog: Partial<QueueBacklog> & { database?: DatabaseState | undefined } = {};
  private loop: IntervalLoop | undefined;
  private sampler: ProcessSampler | undefined;

  constructor(
    private readonly database: DataSource,
    @Inject(QUEUES) private readonly queues: readonly OpenQueue[],
    @Inject(JobConsumers) private readonly consumers: JobConsumers,
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
    const [database, queues] = await Promise.allSettled([
      readDatabaseState(this.database),
      readQueueBacklog([...this.queues, ...this.consumers.drainedQueues]),
    ]);
    this.backlog = {
      database: database.status === 'fulfilled' ? database.value : undefined,
      ...(queues.status === 'fulfilled' ? queues.value : {}),
    };
  }
}
