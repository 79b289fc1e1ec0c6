import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis, type RedisConnection } from '@roster/connections';
import type { EnqueuedJob } from '@roster/domain';
import { Queue } from 'bullmq';
import { JOB_CATALOGUE, type JobName, type JobPayload } from '../job-catalogue.js';
import type { QueueLogger } from '../logger.js';
import type { Shard } from '../shards/shard.js';
import { shardQueue } from '../shards/shard-queue.js';
import { producerQueueOptions, type QueueSettings } from './queue-backend.js';

/** How long opening waits for Redis, in milliseconds, before it continues without it. */
const START_LIMIT_MS = 5_000;

/** How long to wait after the queue could not be opened on a connection that is ready, in milliseconds. */
const OPEN_AGAIN_MS = 1_000;

/** Puts jobs of one kind on their queue in a shard. Until Redis is reached for the first time, every enqueue fails. */
export class QueueProducer<Name extends JobName> {
  private queue: Queue | null = null;
  private again: NodeJS.Timeout | undefined;

  private constructor(
    private readonly job: Name,
    private readonly shard: Shard,
    private readonly settings: QueueSettings,
    private readonly redis: RedisConnection | null,
    private readonly logger: QueueLogger,
  ) {}

  static async open<Name extends JobName>(
    job: Name,
    shard: Shard,
    settings: QueueSettings,
    logger: QueueLogger,
  ): Promise<QueueProducer<Name>> {
    const redis = settings.redis ? connectRedis(settings.redis, 'producer', logger) : null;
    const producer = new QueueProducer(job, shard, settings, redis, logger);
    if (redis) await producer.connectOrLater(redis);
    else await producer.connect();
    return producer;
  }

  async enqueue(payload: JobPayload<Name>): Promise<EnqueuedJob> {
    const { name, options, payload: schema } = JOB_CATALOGUE[this.job];
    const { id = '' } = await this.connected().add(name, schema.parse(payload), options);
    return { id, enqueuedAt: new Date() };
  }

  /** How many jobs wait. Rejects when the queue is out of reach. */
  async depth(): Promise<number> {
    return this.connected().getWaitingCount();
  }

  async close(): Promise<void> {
    clearTimeout(this.again);
    await this.queue?.close();
    this.redis?.disconnect();
  }

  private connected(): Queue {
    if (!this.queue) throw new Error('The queue was not reached yet');
    return this.queue;
  }

  private async connect(): Promise<void> {
    const { name } = shardQueue(JOB_CATALOGUE[this.job].queue, this.shard);
    const queue = new Queue(name, producerQueueOptions(this.settings, this.redis, this.shard));
    queue.on('error', (error) => this.logger.warn({ queue: name, error: error.message }, 'queue connection'));
    try {
      await queue.waitUntilReady();
    } catch (error) {
      await queue.close();
      throw error;
    }
    this.queue = queue;
  }

  /** Redis may be lost again while the queue is opened, or be a cluster of which only the node of this shard is lost. */
  private async connectOrLater(redis: RedisConnection): Promise<void> {
    const reached = new Promise<'reached'>((resolve) => {
      const open = () => {
        if (redis.status !== 'ready') return void redis.once('ready', open);
        this.connect().then(
          () => resolve('reached'),
          (error: Error) => {
            this.logger.warn({ error: error.message }, 'queue on Redis');
            this.again = setTimeout(open, OPEN_AGAIN_MS).unref();
          },
        );
      };
      open();
    });
    if ((await Promise.race([reached, delay(START_LIMIT_MS, 'late', { ref: false })])) === 'reached') return;
    const fields = { waited_ms: START_LIMIT_MS };
    this.logger.warn(fields, 'Redis is out of reach; commands go to Postgres until it is back');
  }
}
