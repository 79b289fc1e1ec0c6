import { changeFields, fieldsOfChanges } from '@roster/domain';
import { JOB_CATALOGUE, type JobName } from '@roster/queue';
import type { Logger } from '@roster/runtime';
import { type Job, UnrecoverableError } from 'bullmq';

/** What a processor does with the jobs of its queue, by their names. */
export type JobHandlers = Readonly<Partial<Record<JobName, (job: Job) => Promise<void>>>>;

export const WORKER_OPTIONS = {
  /**
   * A job is given to another worker when its lock was not renewed for this long, in milliseconds: longer than the
   * database lets a statement run, so that only a process that is dead or frozen loses its jobs.
   */
  lockDuration: 20_000,
  stalledInterval: 5_000,
  /** Which operation kills its process is counted in Postgres; BullMQ's count of the job must not come first. */
  maxStalledCount: 1_000,
  /** How long a worker waits before it asks again for jobs when its connection broke, in milliseconds. */
  runRetryDelay: 1_000,
} as const;

export function handlerOf(job: Job, handlers: JobHandlers): (job: Job) => Promise<void> {
  const handler = (handlers as Record<string, ((job: Job) => Promise<void>) | undefined>)[job.name];
  if (!handler) throw new UnrecoverableError(`No handler for a job named ${job.name}`);
  return handler;
}

export function isLastAttempt(job: Job): boolean {
  return job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

/** A failure that another try may mend is not one that somebody has to look at. */
export function logFailure(logger: Logger, job: Job | undefined, err: Error): void {
  const fields = { ...fieldsOfJob(job), job: job?.id, attempts: job?.attemptsMade, err };
  if (job?.finishedOn === undefined) logger.warn(fields, 'job failed, and is tried again');
  else logger.error(fields, 'job failed for good');
}

/** Which changes a line about this job is about; nothing when its payload does not parse. */
function fieldsOfJob(job: Job | undefined): object {
  const single = JOB_CATALOGUE['membership.apply'].payload.safeParse(job?.data);
  if (single.success) return fieldsOfChanges(single.data.commands);
  const bulk = JOB_CATALOGUE['membership.bulk'].payload.safeParse(job?.data);
  return bulk.success ? changeFields(bulk.data) : {};
}
