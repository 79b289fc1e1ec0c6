import { InjectQueue } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { type DatabaseState, ProcessSampleStore, poolUse, readDatabaseState } from '@roster/database';
import type { ProcessIdentity } from '@roster/domain';
import { BULK_QUEUE, MEMBERSHIP_QUEUE, type QueueState, readQueueState } from '@roster/queue';
import { BatchMetrics, type Logger, ProcessSampler, watchBacklog, watchPool } from '@roster/runtime';
import type { Queue } from 'bullmq';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { IDENTITY, LOGGER, METRICS } from './tokens.js';

/** Reading the backlog costs a few round trips: often enough for alerts, which wait half a minute. */
const LOOK_INTERVAL_MS = 5_000;

/** What this worker tells of itself, and of what waits for all workers. */
export class WorkerSignals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private backlog: { queues?: Record<string, QueueState> | undefined; database?: DatabaseState | undefined } = {};
  private looking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
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
    watchPool(this.metrics, () => poolUse(this.database));
    watchBacklog(this.metrics, () => this.backlog);
    this.looking = this.look();
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look());
    }, LOOK_INTERVAL_MS);
    const store = new ProcessSampleStore(this.database);
    this.sampler = new ProcessSampler({
      read: () => this.read(),
      put: (sample) => store.put(this.identity, sample),
      logger: this.logger,
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sampler?.close();
  }

  private async read() {
    await this.looking;
    const { queues, database } = this.backlog;
    return { pool: poolUse(this.database), worker: await this.batches.sample(), queues, database };
  }

  private async look(): Promise<void> {
    const queues = [this.membershipQueue, this.bulkQueue];
    const [database, ...states] = await Promise.allSettled([
      readDatabaseState(this.database),
      ...queues.map((queue) => withinTime(readQueueState(queue))),
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

/** A worker's connection waits for Redis for ever; whoever looks does not. */
async function withinTime<T>(reading: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the queue does not answer')), LOOK_INTERVAL_MS / 2);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
