import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnModuleInit } from '@nestjs/common';
import type { Failpoint } from '@roster/domain';
import {
  assertEveryJobHasOneHandler,
  type Delivery,
  DeliveryHandler,
  type JobName,
  MEMBERSHIP_QUEUE,
  parseJobPayload,
} from '@roster/queue';
import type { Logger } from '@roster/runtime';
import { type Job, UnrecoverableError } from 'bullmq';
import { AdaptiveConcurrency } from './adaptive-concurrency.js';
import { FAILPOINT, LOGGER } from './tokens.js';

/** Jobs in hand at a time. They wait in the batcher, not on the database: more of them make larger batches. */
const CONCURRENCY = 64;

/**
 * A job is given to another worker when its lock was not renewed for this long, in milliseconds: longer than the
 * database lets a statement run, so that only a process that is dead or frozen loses its jobs.
 */
const LOCK_DURATION_MS = 20_000;
const STALLED_INTERVAL_MS = 5_000;

/** Which command kills its process is counted per command, in Postgres; BullMQ's count of the job must not come first. */
const MAX_STALLED_COUNT = 1_000;

@Processor(MEMBERSHIP_QUEUE, {
  concurrency: CONCURRENCY,
  lockDuration: LOCK_DURATION_MS,
  stalledInterval: STALLED_INTERVAL_MS,
  maxStalledCount: MAX_STALLED_COUNT,
})
export class MembershipProcessor extends WorkerHost implements OnModuleInit, BeforeApplicationShutdown {
  private readonly handlers: Record<JobName, (job: Job) => Promise<void>> = {
    'membership.apply': (job) => this.apply(job),
  };

  /** Made with the first job: Nest makes the worker after this. */
  private paceOfWorker: AdaptiveConcurrency | undefined;

  constructor(
    @Inject(DeliveryHandler) private readonly deliveries: DeliveryHandler,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(FAILPOINT) private readonly failpoint: Failpoint | undefined,
  ) {
    super();
  }

  onModuleInit(): void {
    assertEveryJobHasOneHandler(Object.keys(this.handlers));
  }

  override async process(job: Job): Promise<void> {
    this.pace.started();
    const handler = (this.handlers as Record<string, ((job: Job) => Promise<void>) | undefined>)[job.name];
    if (!handler) throw new UnrecoverableError(`No handler for a job named ${job.name}`);
    await handler(job);
  }

  private async apply(job: Job): Promise<void> {
    const { commands, replyTo } = parseJobPayload('membership.apply', job.data);
    const deliveries = commands.map((command): Delivery => ({ command, replyTo }));
    try {
      if (job.stalledCounter > 0) await this.deliveries.handleSuspects(deliveries);
      else await this.deliveries.handle(deliveries);
      await this.failpoint?.('before-completion', commands);
    } catch (error) {
      if (isLastAttempt(job)) await this.deliveries.fail(deliveries, `The database refused it: ${String(error)}`);
      throw error;
    }
  }

  private get pace(): AdaptiveConcurrency {
    this.paceOfWorker ??= new AdaptiveConcurrency(this.worker, CONCURRENCY);
    return this.paceOfWorker;
  }

  @OnWorkerEvent('drained')
  onDrained(): void {
    this.pace.drained();
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    this.logger.error({ job: job?.id, attempts: job?.attemptsMade, err: error }, 'job failed');
  }

  @OnWorkerEvent('stalled')
  onStalled(job: string): void {
    this.logger.warn({ job }, 'job stalled: its worker is gone or frozen');
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.logger.warn({ error: error.message }, 'queue connection');
  }

  /** Before the database goes: what is in hand is finished, nothing new is taken. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.worker.close();
  }
}

function isLastAttempt(job: Job): boolean {
  return job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}
