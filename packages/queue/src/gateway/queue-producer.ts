import type { MembershipCommand } from '@roster/domain';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { connectRedis, producerQueueOptions, type QueueSettings } from '../backend/queue-backend.js';
import { JOB_CATALOGUE } from '../catalogue/job-catalogue.js';
import type { QueueLogger } from '../logger.js';

/** How long opening waits for Redis, in milliseconds, before it goes on without. */
const START_LIMIT_MS = 5_000;

const JOB = JOB_CATALOGUE['membership.apply'];

/** The gateway's end of the queue. While Redis is away from the start on, every enqueue fails and the commands are promoted. */
export class QueueProducer {
  private queue: Queue | null = null;

  private constructor(
    private readonly settings: QueueSettings,
    private readonly redis: Redis | null,
    private readonly logger: QueueLogger,
  ) {}

  static async open(settings: QueueSettings, logger: QueueLogger): Promise<QueueProducer> {
    const redis = settings.redisUrl ? connectRedis(settings.redisUrl, 'producer', logger) : null;
    const producer = new QueueProducer(settings, redis, logger);
    if (redis) await producer.connectOrLater(redis);
    else await producer.connect();
    return producer;
  }

  async enqueue(commands: MembershipCommand[], replyTo: string): Promise<void> {
    await this.connected().add(JOB.name, JOB.payload.parse({ commands, replyTo }), JOB.options);
  }

  /** Jobs that wait. Rejects when the queue is out of reach. */
  async depth(): Promise<number> {
    return this.connected().getWaitingCount();
  }

  async close(): Promise<void> {
    await this.queue?.close();
    this.redis?.disconnect();
  }

  private connected(): Queue {
    if (!this.queue) throw new Error('The queue was not reached yet');
    return this.queue;
  }

  private async connect(): Promise<void> {
    this.queue = new Queue(JOB.queue, producerQueueOptions(this.settings, this.redis));
    this.queue.on('error', (error) => this.logger.warn({ error: error.message }, 'queue connection'));
    await this.queue.waitUntilReady();
  }

  private async connectOrLater(redis: Redis): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.logger.warn(
          { waited_ms: START_LIMIT_MS },
          'Redis is out of reach; commands go to Postgres until it is back',
        );
        resolve();
      }, START_LIMIT_MS);
    });
    const ready = new Promise<void>((resolve, reject) => {
      redis.once('ready', () => this.connect().then(resolve, reject));
    });
    await Promise.race([ready, late]);
    clearTimeout(timer);
    ready.catch((error: Error) => this.logger.error({ error: error.message }, 'queue on Redis'));
  }
}
