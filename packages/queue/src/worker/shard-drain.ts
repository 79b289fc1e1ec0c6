import { connectRedis, type RedisConnection } from '@roster/connections';
import { Queue } from 'bullmq';
import { type QueueSettings, workerQueueOptions } from '../backend/queue-backend.js';
import type { QueueLogger } from '../logger.js';
import { otherShards } from '../shards/other-shards.js';
import { type OpenQueue, queuesOf, type ShardQueue } from '../shards/shard-queue.js';
import type { JobConsumer } from './job-consumer.js';

/** How often other shards are looked at, in milliseconds. Shorter than callers wait, so that they still get the outcome. */
const LOOK_EVERY_MS = 5_000;

/** How long a shard is known to be empty before its workers are closed, in milliseconds. */
const IDLE_MS = 60_000;

interface Draining extends OpenQueue {
  readonly consumer: JobConsumer;
  lastHeldAt: number;
  ending: boolean;
}

/**
 * Takes the jobs of shards that processes with another `QUEUE_SHARDS` fill or have left. While it is changed, both kinds of
 * processes run, and no job is left behind.
 */
export class ShardDrain {
  private readonly draining = new Map<string, Draining>();
  private readonly ending = new Set<Promise<void>>();
  private readonly redis: RedisConnection | null;
  private readonly timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly settings: QueueSettings,
    private readonly consumerOf: (queue: ShardQueue) => JobConsumer,
    private readonly logger: QueueLogger,
  ) {
    this.redis = settings.redis ? connectRedis(settings.redis, 'producer', logger) : null;
    if (!this.redis) return;
    this.redis.once('ready', () => this.look());
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** The queues that are being drained, until their workers are closed. */
  get queues(): readonly OpenQueue[] {
    return [...this.draining.values()];
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    this.redis?.disconnect();
    await this.looking;
    for (const draining of this.draining.values()) this.end(draining);
    await Promise.all(this.ending);
  }

  private look(): void {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
    });
  }

  private async lookOnce(): Promise<void> {
    if (!this.redis || this.closed) return;
    const { holding, silent } = await otherShards(this.redis, this.settings.redis?.queueShards ?? 1, 'due');
    if (this.closed) return;
    const now = performance.now();
    for (const opened of holding.flatMap(queuesOf)) if (!this.draining.has(opened.name)) this.begin(opened);
    for (const { name } of [...holding, ...silent].flatMap(queuesOf)) {
      const draining = this.draining.get(name);
      if (draining) draining.lastHeldAt = now;
    }
    // Not awaited: closing the workers of a shard that falls silent meanwhile takes until it is back.
    for (const draining of this.draining.values()) {
      if (now - draining.lastHeldAt > IDLE_MS) this.end(draining);
    }
  }

  private begin(opened: ShardQueue): void {
    this.logger.info({ queue: opened.name }, 'draining a shard of another QUEUE_SHARDS');
    const queue = new Queue(opened.name, workerQueueOptions(this.settings, opened.shard));
    queue.on('error', (error) => this.logger.warn({ queue: opened.name, error: error.message }, 'queue connection'));
    const consumer = this.consumerOf(opened);
    consumer.start(this.settings);
    this.draining.set(opened.name, { opened, queue, consumer, lastHeldAt: performance.now(), ending: false });
  }

  private end(draining: Draining): void {
    if (draining.ending) return;
    draining.ending = true;
    const ended = this.closeAll(draining).finally(() => this.ending.delete(ended));
    this.ending.add(ended);
    ended.catch((error) => this.logger.warn({ queue: draining.opened.name, error: String(error) }, 'queue connection'));
  }

  private async closeAll({ opened, queue, consumer }: Draining): Promise<void> {
    await consumer.close().finally(() => this.draining.delete(opened.name));
    await queue.close();
  }
}
