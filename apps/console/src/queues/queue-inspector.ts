import { connectRedis, type RedisConnection } from '@roster/connections';
import {
  type OpenQueue,
  otherShards,
  producerQueueOptions,
  type QueueSettings,
  queuesIn,
  queuesOf,
  type ShardQueue,
} from '@roster/queue';
import type { Logger } from '@roster/runtime';
import { type Job, type JobType, Queue } from 'bullmq';
import { z } from 'zod';

/** How often shards of another `QUEUE_SHARDS`, and those that were out of reach, are looked for, in milliseconds. */
const LOOK_EVERY_MS = 10_000;

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
  private readonly reached = new Map<string, OpenQueue>();
  private listener: (queue: OpenQueue) => void = () => {};
  private connecting: Promise<void> = Promise.resolve();
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly settings: QueueSettings,
    private readonly redis: RedisConnection | null,
    private readonly logger: Logger,
  ) {
    this.timer = setInterval(() => redis?.status === 'ready' && this.connectNow(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Does not wait for Redis: its queues come in when it is there. */
  static async open(settings: QueueSettings, logger: Logger): Promise<QueueInspector> {
    const redis = settings.redis ? connectRedis(settings.redis, 'producer', logger) : null;
    const inspector = new QueueInspector(settings, redis, logger);
    if (redis) redis.on('ready', () => inspector.connectNow());
    else await inspector.connect();
    return inspector;
  }

  /** The queues in use, whether they can be reached or not. */
  get expected(): readonly ShardQueue[] {
    return queuesIn(this.settings.redis);
  }

  /** Calls back for each queue: at once for those that are there, later for others. */
  onQueue(listener: (queue: OpenQueue) => void): void {
    this.listener = listener;
    for (const queue of this.reached.values()) listener(queue);
  }

  /** Rejects when a queue is out of reach. */
  async check(): Promise<void> {
    if (this.reached.size === 0) throw new Error('The queue was not reached yet');
    await Promise.all([...this.reached.values()].map(({ queue }) => queue.getWaitingCount()));
  }

  /** One job of a queue, whichever shard has it, if it carries what is looked for; null when it does not, or is gone. */
  async read(queueName: string, jobId: string, search: JobSearch): Promise<FoundJob | null> {
    const shards = [...this.reached.values()].filter(({ opened }) => opened.queue === queueName);
    return firstFound(shards, async ({ opened, queue }) => {
      const job = await queue.getJob(jobId);
      const operationIds = job ? matching(job.data, search) : [];
      return job && operationIds.length > 0 ? describeJob(opened.name, job, operationIds) : null;
    });
  }

  /** The first job that carries it, in the newest jobs of each state; null when none of them does. */
  async find(search: JobSearch): Promise<FoundJob | null> {
    const places = STATES.flatMap((state) => [...this.reached.values()].map((reached) => ({ state, ...reached })));
    return firstFound(places, ({ state, opened, queue }) => this.findInState(opened.name, queue, state, search));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.connecting;
    for (const { queue } of this.reached.values()) await queue.close();
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
    const { redis } = this.settings;
    const results = await Promise.allSettled([this.openAll(queuesIn(redis)), this.openOthers()]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  private async openOthers(): Promise<void> {
    if (!this.redis) return;
    const { holding } = await otherShards(this.redis, this.settings.redis?.queueShards ?? 1, 'due-or-failed');
    await this.openAll(holding.flatMap(queuesOf));
  }

  /** Opens those that can be reached; rejects when one cannot. */
  private async openAll(queues: readonly ShardQueue[]): Promise<void> {
    const opening = queues.filter(({ name }) => !this.reached.has(name)).map((opened) => this.openOne(opened));
    for (const result of await Promise.allSettled(opening)) if (result.status === 'rejected') throw result.reason;
  }

  private async openOne(opened: ShardQueue): Promise<void> {
    const queue = new Queue(opened.name, producerQueueOptions(this.settings, this.redis, opened.shard));
    queue.on('error', (error) => this.logger.warn({ queue: opened.name, error: error.message }, 'queue connection'));
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await queue.close();
      throw error;
    }
    this.reached.set(opened.name, { opened, queue });
    this.listener({ opened, queue });
  }
}

/**
 * The first that is found. A shard that is out of reach does not keep it from being found elsewhere.
 *
 * @throws what such a shard threw, when nothing is found: it may be there
 */
async function firstFound<Place extends OpenQueue>(
  places: readonly Place[],
  lookIn: (place: Place) => Promise<FoundJob | null>,
): Promise<FoundJob | null> {
  const failures = new Map<Queue, unknown>();
  for (const place of places) {
    if (failures.has(place.queue)) continue;
    const found = await lookIn(place).catch((error: unknown) => void failures.set(place.queue, error));
    if (found) return found;
  }
  for (const error of failures.values()) throw error;
  return null;
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
