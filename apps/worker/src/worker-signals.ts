import { InjectQueue } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { type DatabaseState, ProcessSampleStore, poolUse, readDatabaseState } from '@roster/database';
import type { ProcessIdentity } from '@roster/domain';
import { BULK_QUEUE, MEMBERSHIP_QUEUE, type QueueState, readQueueState } from '@roster/queue';
import { BatchMetrics, IntervalLoop, type Logger, ProcessSampler, watchBacklog, withTimeLimit } from '@roster/runtime';
import type { Queue } from 'bullmq';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { IDENTITY, LOGGER, METRICS } from './tokens.js';

/** Reading the backlog costs a few round trips: often enough for alerts, which wait half a minute. */
const LOOK_INTERVAL_MS = 5_000;
const LOOK_LIMIT_MS = 2_500;

/** What this worker tells of itself, and of what waits for all workers. */
export class WorkerSignals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private backlog: { queues?: Record<string, QueueState> | undefined; database?: DatabaseState | undefined } = {};
  private loop: IntervalLoop | undefined;
  private sampler: ProcessSampler | undefined;

  constructor(
    private readonly database: DataSource,
    @InjectQueue(MEMBERSHIP_QUEUE) private readonly membershipQueue: Queue,
    @InjectQueue(BULK_QUEUE) private readonly bulkQueue: Queue,
    private readonly batches: BatchMetrics,
    @Inject(METRICS) private readonly metrics: Registry,
    @Inject(IDENTITY) private readonly identity: ProcessIdentity,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { metrics, identity, logger, database } = this;
    watchBacklog(metrics, () => this.backlog);
    const looked = this.look();
    const run = () => this.look();
    this.loop = new IntervalLoop({ name: 'backlog', logger, intervalMs: LOOK_INTERVAL_MS, run });
    this.sampler = new ProcessSampler({
      identity,
      metrics,
      pool: () => poolUse(database),
      read: async () => {
        await looked;
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

  private async look(): Promise<void> {
    const queues = [this.membershipQueue, this.bulkQueue];
    const [database, ...states] = await Promise.allSettled([
      readDatabaseState(this.database),
      // A worker's connection waits for Redis for ever; whoever looks does not.
      ...queues.map((queue) =>
        withTimeLimit(readQueueState(queue), LOOK_LIMIT_MS, () => new Error('the queue is silent')),
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
