import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import type { Failpoint } from '@roster/domain';
import { type Delivery, DeliveryHandler, JobLoop, MEMBERSHIP_QUEUE, parseJobPayload } from '@roster/queue';
import type { BatchTraces, Logger } from '@roster/runtime';
import type { Job } from 'bullmq';
import { AdaptiveConcurrency } from './adaptive-concurrency.js';
import { handlerOf, isLastAttempt, type JobHandlers, logFailure, WORKER_OPTIONS } from './jobs.js';
import { FAILPOINT, LOGGER, TRACES } from './tokens.js';

/** Jobs in hand at a time. They wait in the batcher, not on the database: more of them make larger batches. */
const CONCURRENCY = 64;

@Processor(MEMBERSHIP_QUEUE, { concurrency: CONCURRENCY, ...WORKER_OPTIONS })
export class MembershipProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly handlers: JobHandlers = {
    'membership.apply': (job) => this.apply(job),
  };

  readonly loop: JobLoop;

  /** Made with the first job: Nest makes the worker after this. */
  private paceOfWorker: AdaptiveConcurrency | undefined;

  constructor(
    @Inject(DeliveryHandler) private readonly deliveries: DeliveryHandler,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(FAILPOINT) private readonly failpoint: Failpoint | undefined,
    @Inject(TRACES) private readonly traces: BatchTraces | null,
  ) {
    super();
    this.loop = new JobLoop(logger);
  }

  onApplicationBootstrap(): void {
    this.loop.watch(this.worker);
  }

  override async process(job: Job): Promise<void> {
    this.pace.started();
    await this.loop.during(() => handlerOf(job, this.handlers)(job));
  }

  private async apply(job: Job): Promise<void> {
    const { commands, replyTo } = parseJobPayload('membership.apply', job.data);
    const deliveries = commands.map((command): Delivery => ({ command, replyTo, jobId: job.id }));
    const { id = '', name, attemptsMade } = job;
    const observed = { id, name, attempts: attemptsMade + 1, commands };
    this.traces?.jobBegan(observed);
    let failure: unknown;
    try {
      if (job.stalledCounter > 0) await this.deliveries.handleSuspects(deliveries);
      else await this.deliveries.handle(deliveries);
      await this.failpoint?.('before-completion', commands);
    } catch (error) {
      failure = error;
      if (isLastAttempt(job)) await this.deliveries.fail(deliveries, `The database refused it: ${String(error)}`);
      throw error;
    } finally {
      this.traces?.jobEnded(observed, failure);
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
    logFailure(this.logger, job, error);
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
    this.loop.close();
    await this.worker.close();
  }
}
