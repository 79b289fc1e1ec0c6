import { connectRedis, type RedisConnection } from '@roster/connections';
import { BULK_QUEUE, MEMBERSHIP_QUEUE, producerQueueOptions, type QueueSettings, WEBHOOK_QUEUE } from '@roster/queue';
import type { Logger } from '@roster/runtime';
import { type Job, type JobType, Queue } from 'bullmq';
import { z } from 'zod';

const QUEUE_NAMES = [MEMBERSHIP_QUEUE, BULK_QUEUE, WEBHOOK_QUEUE];

/** Where a job may be, those first that explain a wait. */
const STATES: readonly JobType[] = ['active', 'waiting', 'delayed', 'failed', 'completed'];

/** How many jobs of each state are searched, and how many are fetched at a time. */
const MOST_JOBS = 2_000;
const PAGE = 200;

/** The part of a payload that says what a job is about; what an older or newer version writes beside it does not matter. */
const commandSchema = z.looseObject({ operationId: z.string(), traceId: z.string() });
const payloadSchema = z.union([
  z.looseObject({ commands: z.array(commandSchema) }).transform(({ commands }) => commands),
  commandSchema.transform((bulk) => [bulk]),
]);

/** What to search the payloads of jobs for: a job that fits either of the two is found. */
interface JobSearch {
  readonly operationIds?: ReadonlySet<string>;
  readonly traceId?: string;
}

/** A job that was found. */
export interface FoundJob {
  readonly queue: string;
  readonly id: string;
  readonly state: string;
  readonly operationIds: readonly string[];
  /** How many commands the job carries, those that were not searched for included. */
  readonly commands: number;
  readonly attemptsMade: number;
  readonly stalls: number;
  readonly addedAt: Date;
  readonly processedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly failedReason: string | null;
}

/** The queues as an operator sees them: to be shown, acted on, and searched for what a job carries. */
export class QueueInspector {
  private readonly reached = new Map<string, Queue>();
  private listener: (queue: Queue) => void = () => {};
  private connecting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly settings: QueueSettings,
    private readonly redis: RedisConnection | null,
    private readonly logger: Logger,
  ) {}

  /** Does not wait for Redis: its queues come in when it is there. */
  static async open(settings: QueueSettings, logger: Logger): Promise<QueueInspector> {
    const redis = settings.redis ? connectRedis(settings.redis, 'producer', logger) : null;
    const inspector = new QueueInspector(settings, redis, logger);
    if (redis) redis.on('ready', () => inspector.connectNow());
    else await inspector.connect();
    return inspector;
  }

  /** Calls back for each queue: at once for those that are there, later for others. */
  onQueue(listener: (queue: Queue) => void): void {
    this.listener = listener;
    for (const queue of this.reached.values()) listener(queue);
  }

  /** Rejects when the queues are out of reach. */
  async check(): Promise<void> {
    if (this.reached.size === 0) throw new Error('The queue was not reached yet');
    for (const queue of this.reached.values()) await queue.getWaitingCount();
  }

  /** One job, if it carries what is looked for; null when it does not, or is gone. */
  async read(name: string, jobId: string, search: JobSearch): Promise<FoundJob | null> {
    const queue = this.reached.get(name);
    const job = await queue?.getJob(jobId);
    if (!job) return null;
    const operationIds = matching(job.data, search);
    return operationIds.length > 0 ? describeJob(name, job, operationIds) : null;
  }

  /** The first job that carries it, in the newest jobs of each state; null when none of them does. */
  async find(search: JobSearch): Promise<FoundJob | null> {
    for (const state of STATES) {
      for (const [name, queue] of this.reached) {
        const found = await this.findInState(name, queue, state, search);
        if (found) return found;
      }
    }
    return null;
  }

  async close(): Promise<void> {
    for (const queue of this.reached.values()) await queue.close();
    this.redis?.disconnect();
  }

  private async findInState(name: string, queue: Queue, state: JobType, search: JobSearch): Promise<FoundJob | null> {
    for (let start = 0; start < MOST_JOBS; start += PAGE) {
      const jobs = await queue.getJobs([state], start, start + PAGE - 1);
      for (const job of jobs) {
        // It may have gone since its id was read.
        const operationIds = job ? matching(job.data, search) : [];
        if (operationIds.length > 0) return describeJob(name, job, operationIds);
      }
      if (jobs.length < PAGE) return null;
    }
    return null;
  }

  /** Redis may go again meanwhile: what was not reached is tried with its next connection. */
  private connectNow(): void {
    this.connecting = this.connecting
      .then(() => this.connect())
      .catch((error: unknown) => this.logger.warn({ error: String(error) }, 'queue connection'));
  }

  private async connect(): Promise<void> {
    for (const name of QUEUE_NAMES) {
      if (this.reached.has(name)) continue;
      const queue = new Queue(name, producerQueueOptions(this.settings, this.redis));
      queue.on('error', (error) => this.logger.warn({ error: error.message }, 'queue connection'));
      await queue.waitUntilReady();
      this.reached.set(name, queue);
      this.listener(queue);
    }
  }
}

/** The operations of the job's commands that fit; empty when it carries none, or cannot be read. */
function matching(data: unknown, { operationIds, traceId }: JobSearch): string[] {
  const payload = payloadSchema.safeParse(data);
  if (!payload.success) return [];
  return payload.data
    .filter((command) => operationIds?.has(command.operationId) || command.traceId === traceId)
    .map((command) => command.operationId);
}

async function describeJob(queue: string, job: Job, operationIds: readonly string[]): Promise<FoundJob> {
  const payload = payloadSchema.safeParse(job.data);
  return {
    queue,
    id: String(job.id),
    state: await job.getState(),
    operationIds,
    commands: payload.success ? payload.data.length : 0,
    attemptsMade: job.attemptsMade,
    stalls: job.stalledCounter ?? 0,
    addedAt: new Date(job.timestamp),
    processedAt: toDate(job.processedOn),
    finishedAt: toDate(job.finishedOn),
    failedReason: job.failedReason || null,
  };
}

function toDate(time: number | undefined): Date | null {
  return time ? new Date(time) : null;
}
