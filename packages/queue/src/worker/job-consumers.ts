import { Worker } from 'bullmq';
import { type QueueSettings, workerQueueOptions } from '../backend/queue-backend.js';
import { BULK_QUEUE, type JobPayload, MEMBERSHIP_QUEUE, type QueueName, WEBHOOK_QUEUE } from '../job-catalogue.js';
import { openReplyPublisher } from '../reply-bus/open-reply-bus.js';
import type { ReplyPublisher } from '../reply-bus/reply-bus.js';
import { type BulkPorts, BulkRunner } from './bulk-runner.js';
import { DeliveryHandler, type DeliveryPorts } from './delivery-handler.js';
import { JobConsumer, type JobHandlers, WORKER_OPTIONS } from './job-consumer.js';

interface JobConsumersSettings extends QueueSettings, Omit<DeliveryPorts, 'replies'> {
  readonly bulkLedger: BulkPorts['ledger'];
  readonly bulks: BulkPorts['bulks'];
  /** Sends the webhooks of a leased lane. What the receiver does wrong is no error. */
  readonly deliverWebhooks: (lane: JobPayload<'webhook.deliver'>) => Promise<void>;
}

/** What a worker process does with the jobs of every queue. Nest constructs BullMQ's workers for it, or `start` does. */
export class JobConsumers {
  readonly deliveries: DeliveryHandler;
  readonly bulkRunner: BulkRunner;
  readonly byQueue: Readonly<Record<QueueName, JobConsumer>>;
  private readonly replies: ReplyPublisher;
  private closing: Promise<void> | undefined;

  constructor(private readonly settings: JobConsumersSettings) {
    const { bulkLedger, bulks, deliverWebhooks, logger, onFailed } = settings;
    this.replies = openReplyPublisher(settings, logger);
    this.deliveries = new DeliveryHandler({ ...settings, replies: this.replies });
    this.bulkRunner = new BulkRunner({
      ledger: bulkLedger,
      bulks,
      logger,
      addsUnderWay: () => this.deliveries.busy,
      onFailed,
    });
    const handlers: JobHandlers = {
      'membership.apply': (payload, attempt) => this.deliveries.handleJob(payload, attempt),
      'membership.bulk': (payload, attempt) => this.bulkRunner.runJob(payload, attempt),
      'webhook.deliver': async (payload) => {
        await deliverWebhooks(payload);
        return 'ended';
      },
    };
    this.byQueue = {
      [MEMBERSHIP_QUEUE]: new JobConsumer(MEMBERSHIP_QUEUE, handlers, logger),
      [BULK_QUEUE]: new JobConsumer(BULK_QUEUE, handlers, logger),
      [WEBHOOK_QUEUE]: new JobConsumer(WEBHOOK_QUEUE, handlers, logger),
    };
  }

  /** Runs workers of its own, where Nest does not. Resolves when they take jobs. */
  async start(): Promise<void> {
    for (const consumer of this.consumers) {
      const { queue, process } = consumer;
      consumer.run(new Worker(queue, process, { ...workerQueueOptions(this.settings), ...WORKER_OPTIONS[queue] }));
    }
    await this.waitUntilReady();
  }

  /** Resolves when every worker is connected to its queue; without Redis that is when it is back. */
  async waitUntilReady(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.waitUntilReady()));
  }

  /** @throws an error when one of the workers takes no jobs, or does not finish those that it has taken. */
  assertRunning(): void {
    for (const consumer of this.consumers) consumer.assertRunning();
  }

  /** Finishes the jobs that were taken and the chunk that is being applied; bulks that have not ended go back to the queue. */
  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private get consumers(): readonly JobConsumer[] {
    return Object.values(this.byQueue);
  }

  private async closeOnce(): Promise<void> {
    await Promise.all([...this.consumers.map((consumer) => consumer.close()), this.bulkRunner.stop()]);
    await this.replies.close();
  }
}
