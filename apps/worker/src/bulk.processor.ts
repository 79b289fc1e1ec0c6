import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { changeFields } from '@roster/domain';
import { BULK_QUEUE, BulkRunner, JobLoop, parseJobPayload } from '@roster/queue';
import type { Logger } from '@roster/runtime';
import { DelayedError, type Job } from 'bullmq';
import { handlerOf, isLastAttempt, type JobHandlers, logFailure, WORKER_OPTIONS } from './jobs.js';
import { LOGGER } from './tokens.js';

/** Jobs in flight at a time. They wait in the runner, where organizations take turns; in the queue they could not. */
const CONCURRENCY = 32;

@Processor(BULK_QUEUE, { concurrency: CONCURRENCY, ...WORKER_OPTIONS })
export class BulkProcessor extends WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly handlers: JobHandlers = {
    'membership.bulk': (job) => this.carryOut(job),
  };

  readonly loop: JobLoop;

  constructor(
    @Inject(BulkRunner) private readonly runner: BulkRunner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
    this.loop = new JobLoop(logger);
  }

  onApplicationBootstrap(): void {
    this.loop.watch(this.worker);
  }

  override async process(job: Job): Promise<void> {
    await this.loop.during(() => handlerOf(job, this.handlers)(job));
  }

  private async carryOut(job: Job): Promise<void> {
    const bulk = parseJobPayload('membership.bulk', job.data);
    const fields = changeFields(bulk);
    const startedAt = performance.now();
    const result = await this.runner.run(bulk, { lastTry: isLastAttempt(job), fields });
    if (result === 'paused') {
      // Back to the queue, for another worker to go on with; it is no failed attempt.
      await job.moveToDelayed(Date.now(), job.token);
      throw new DelayedError();
    }
    this.logger.info({ ...fields, ms: Math.round(performance.now() - startedAt) }, 'bulk ended');
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    logFailure(this.logger, job, error);
  }

  @OnWorkerEvent('stalled')
  onStalled(job: string): void {
    this.logger.warn({ job }, 'bulk job stalled: its worker is gone or frozen');
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.logger.warn({ error: error.message }, 'queue connection');
  }

  /** Before the database goes: the chunk in flight is finished, and bulks that have not ended go back to the queue. */
  async beforeApplicationShutdown(): Promise<void> {
    this.loop.close();
    const closed = this.worker.close();
    await this.runner.stop();
    await closed;
  }
}
