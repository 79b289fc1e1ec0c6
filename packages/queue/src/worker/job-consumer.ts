import { changeFields, fieldsOfChanges } from '@roster/domain';
import { DelayedError, type Job, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq';
import { type QueueSettings, workerQueueOptions } from '../backend/queue-backend.js';
import {
  BULK_QUEUE,
  JOB_CATALOGUE,
  type JobName,
  type JobPayload,
  MEMBERSHIP_QUEUE,
  parseJobPayload,
  type QueueName,
  WEBHOOK_QUEUE,
} from '../job-catalogue.js';
import type { QueueLogger } from '../logger.js';
import type { ShardQueue } from '../shards/shard-queue.js';
import { AdaptiveConcurrency } from './adaptive-concurrency.js';
import { JobLoop } from './job-loop.js';

/** One attempt at a job. */
export interface JobAttempt {
  readonly jobId: string;
  /** Counted from 1. */
  readonly number: number;
  /** The job is not retried when this attempt fails. */
  readonly isLast: boolean;
  /** A process died or froze during an earlier attempt, and the job may be why. */
  readonly hasStalled: boolean;
}

/**
 * Processes one job. `paused` puts it back on the queue for another worker, which does not count as a failure. A
 * rejection fails the attempt.
 */
type JobHandler<Name extends JobName> = (payload: JobPayload<Name>, attempt: JobAttempt) => Promise<'ended' | 'paused'>;

/** A handler for every job of the catalogue. */
export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

const SHARED_OPTIONS = {
  /** `JobConsumer.run` starts the worker, when everything is attached to it. */
  autorun: false,
  /**
   * A job is given to another worker when its lock was not renewed for this long, in milliseconds: longer than the
   * database lets a statement run, so that only a process that is dead or frozen loses its jobs.
   */
  lockDuration: 20_000,
  stalledInterval: 5_000,
  /** Postgres counts which operation kills its process; BullMQ's count of the job must not come first. */
  maxStalledCount: 1_000,
  /** How long a worker waits after its connection broke before it asks for jobs again, in milliseconds. */
  runRetryDelay: 1_000,
} as const;

/** What a worker of each queue is constructed with. The jobs of the first two wait in memory for their turn. */
export const WORKER_OPTIONS = {
  [MEMBERSHIP_QUEUE]: { ...SHARED_OPTIONS, concurrency: 64 },
  [BULK_QUEUE]: { ...SHARED_OPTIONS, concurrency: 32 },
  /** A job mostly waits for its receiver. */
  [WEBHOOK_QUEUE]: { ...SHARED_OPTIONS, concurrency: 64 },
} as const satisfies Record<QueueName, Omit<WorkerOptions, 'connection'>>;

/** Everything that happens to a job between BullMQ's worker and the handler. */
export class JobConsumer {
  private readonly loop: JobLoop;
  private worker: Worker | undefined;
  private concurrency: AdaptiveConcurrency | undefined;

  constructor(
    readonly queue: ShardQueue,
    private readonly handlers: JobHandlers,
    private readonly logger: QueueLogger,
  ) {
    this.loop = new JobLoop(logger);
  }

  /** The processor of BullMQ's worker. */
  readonly process = async (job: Job): Promise<void> => {
    this.concurrency?.started();
    await this.loop.during(() => this.handle(job));
  };

  /** Starts a worker of its own. */
  start(settings: QueueSettings): void {
    const { name, queue, shard } = this.queue;
    this.run(new Worker(name, this.process, { ...workerQueueOptions(settings, shard), ...WORKER_OPTIONS[queue] }));
  }

  /** Starts a worker that was constructed with `process` and the queue's `WORKER_OPTIONS`. */
  run(worker: Worker): void {
    const { logger } = this;
    const { name, queue } = this.queue;
    this.worker = worker;
    // Bulks wait for each other in the process, so that a lone one must not keep the next from being taken.
    if (queue === MEMBERSHIP_QUEUE)
      this.concurrency = new AdaptiveConcurrency(worker, WORKER_OPTIONS[queue].concurrency);
    worker.on('drained', () => this.concurrency?.drained());
    worker.on('failed', (job, error) => this.logFailure(job, error));
    worker.on('stalled', (job) => logger.warn({ queue: name, job }, 'job stalled: its worker is gone or frozen'));
    worker.on('error', (error) => logger.warn({ queue: name, error: error.message }, 'queue connection'));
    this.loop.watch(worker);
    worker.run().catch((error: Error) => worker.emit('error', error));
  }

  async waitUntilReady(): Promise<void> {
    await this.worker?.waitUntilReady();
  }

  /** @throws an error when the worker takes no jobs, or does not finish those that it has taken. */
  assertRunning(): void {
    this.loop.assertTurning();
  }

  /** Takes no more jobs; resolves when those that were taken have ended. */
  async close(): Promise<void> {
    this.loop.close();
    await this.worker?.close();
  }

  private async handle(job: Job): Promise<void> {
    if (!isJobName(job.name)) throw new UnrecoverableError(`No handler for a job named ${job.name}`);
    if ((await this.callHandler(job.name, job)) === 'ended') return;
    await job.moveToDelayed(Date.now(), job.token);
    throw new DelayedError();
  }

  /** A payload that does not parse moves the job to the failed ones at once. */
  private callHandler<Name extends JobName>(name: Name, job: Job): Promise<'ended' | 'paused'> {
    const { id = '', attemptsMade, opts, stalledCounter } = job;
    const number = attemptsMade + 1;
    const isLast = number >= (opts.attempts ?? 1);
    const attempt = { jobId: id, number, isLast, hasStalled: stalledCounter > 0 };
    return this.handlers[name](parseJobPayload(name, job.data), attempt);
  }

  /** A failure that will be retried is only a warning. */
  private logFailure(job: Job | undefined, err: Error): void {
    const fields = { ...logFields(job), job: job?.id, attempts: job?.attemptsMade, err };
    if (job?.finishedOn === undefined) this.logger.warn(fields, 'job failed, and is tried again');
    else this.logger.error(fields, 'job failed for good');
  }
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOB_CATALOGUE, name);
}

/** Names the changes that a log line about the job is about, if its payload parses. */
function logFields(job: Job | undefined): object {
  const single = JOB_CATALOGUE['membership.apply'].payload.safeParse(job?.data);
  if (single.success) return fieldsOfChanges(single.data.commands);
  const bulk = JOB_CATALOGUE['membership.bulk'].payload.safeParse(job?.data);
  return bulk.success ? changeFields(bulk.data) : {};
}
