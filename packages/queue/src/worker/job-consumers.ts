import type { QueueSettings } from '../backend/queue-backend.js';
import type { JobPayload } from '../job-catalogue.js';
import { openReplyPublisher } from '../reply-bus/open-reply-bus.js';
import type { ReplyPublisher } from '../reply-bus/reply-bus.js';
import { ONLY_SHARD } from '../shards/shard.js';
import { type QueueCheck, shardChecks } from '../shards/shard-checks.js';
import { type OpenQueue, queuesIn, type ShardQueue, WEBHOOKS } from '../shards/shard-queue.js';
import { type BulkPorts, BulkRunner } from './bulk-runner.js';
import { DeliveryHandler, type DeliveryPorts } from './delivery-handler.js';
import { JobConsumer, type JobHandlers } from './job-consumer.js';
import { ShardDrain } from './shard-drain.js';

interface JobConsumersSettings extends QueueSettings, Omit<DeliveryPorts, 'replies'> {
  readonly bulkLedger: BulkPorts['ledger'];
  readonly bulks: BulkPorts['bulks'];
  /** Sends the webhooks of a leased lane. What the receiver does wrong is no error. */
  readonly deliverWebhooks: (lane: JobPayload<'webhook.deliver'>) => Promise<void>;
  /** The indexes of the shards of which to take jobs; default: all. */
  readonly shards?: readonly number[] | undefined;
}

/** What a worker process does with the jobs of every queue. Nest constructs BullMQ's workers for it, or `start` does. */
export class JobConsumers {
  readonly deliveries: DeliveryHandler;
  readonly bulkRunner: BulkRunner;
  private readonly consumers: readonly JobConsumer[];
  private readonly handlers: JobHandlers;
  private readonly replies: ReplyPublisher;
  private drain: ShardDrain | undefined;
  private closing: Promise<void> | undefined;

  constructor(private readonly settings: JobConsumersSettings) {
    const { bulkLedger, bulks, deliverWebhooks, logger, onFailed, redis, shards } = settings;
    this.replies = openReplyPublisher(settings, logger);
    this.deliveries = new DeliveryHandler({ ...settings, replies: this.replies });
    this.bulkRunner = new BulkRunner({
      ledger: bulkLedger,
      bulks,
      logger,
      addsUnderWay: () => this.deliveries.busy,
      onFailed,
    });
    this.handlers = {
      'membership.apply': (payload, attempt) => this.deliveries.handleJob(payload, attempt),
      'membership.bulk': (payload, attempt) => this.bulkRunner.runJob(payload, attempt),
      'webhook.deliver': async (payload) => {
        await deliverWebhooks(payload);
        return 'ended';
      },
    };
    this.consumers = queuesIn(redis, shards).map((queue) => this.consumerOf(queue));
  }

  /** Runs workers of its own, where Nest does not. Resolves when they take jobs. */
  async start(): Promise<void> {
    for (const consumer of this.consumers) consumer.start(this.settings);
    this.drainOtherShards();
    await this.waitUntilReady();
  }

  /** The consumer of a queue that `queuesIn` names. */
  of({ name }: ShardQueue): JobConsumer {
    const consumer = this.consumers.find(({ queue }) => queue.name === name);
    if (!consumer) throw new Error(`No job of ${name} is taken here`);
    return consumer;
  }

  /** Takes the jobs of shards that processes with another `QUEUE_SHARDS` fill or have left, too. */
  drainOtherShards(): void {
    this.drain ??= new ShardDrain(this.settings, (queue) => this.consumerOf(queue), this.settings.logger);
  }

  /** The queues of other shards that are being drained. */
  get drainedQueues(): readonly OpenQueue[] {
    return this.drain?.queues ?? [];
  }

  /** Resolves when every worker is connected to its queue; without Redis that is when it is back. */
  async waitUntilReady(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.waitUntilReady()));
  }

  /** `jobs` fails when a worker takes no jobs, or does not finish those that it has taken. */
  get checks(): readonly QueueCheck[] {
    const checkOf = (label: string) => async () => {
      for (const consumer of this.consumers) if (consumer.queue.shard.label === label) consumer.assertRunning();
    };
    const labels = new Set(this.consumers.map(({ queue }) => queue.shard.label));
    if (labels.size === 1) return [{ name: 'jobs', required: true, check: checkOf(ONLY_SHARD.label) }];
    labels.delete(WEBHOOKS.shard.label);
    return [
      ...shardChecks('jobs', new Map([...labels].map((label) => [label, checkOf(label)]))),
      { name: 'jobs.webhooks', required: false, check: checkOf(WEBHOOKS.shard.label) },
    ];
  }

  /** Finishes the jobs that were taken and the chunk that is being applied; bulks that have not ended go back to the queue. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private consumerOf(queue: ShardQueue): JobConsumer {
    return new JobConsumer(queue, this.handlers, this.settings.logger);
  }

  private async closeOnce(): Promise<void> {
    const consumers = this.consumers.map((consumer) => consumer.close());
    await Promise.all([...consumers, this.drain?.close(), this.bulkRunner.stop()]);
    await this.replies.close();
  }
}
