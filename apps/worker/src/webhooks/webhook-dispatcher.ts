import { InjectQueue } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { type LeasedLane, WebhookDistributor, WebhookLanes } from '@roster/database';
import { JOB_CATALOGUE, WEBHOOK_QUEUE } from '@roster/queue';
import { IntervalLoop, type Logger, withTimeLimit } from '@roster/runtime';
import type { Queue } from 'bullmq';
import { LOGGER } from '../tokens.js';
import { WebhookDeliverer } from './webhook-deliverer.js';

/** How long an event waits at most before it is on its way, beside the turn itself. */
const INTERVAL_MS = 200;

/** So many jobs may wait on the queue. More would wait there while lanes of other endpoints become due. */
const MOST_WAITING = 200;

/** The connection itself would wait for Redis without limit. */
const QUEUE_LIMIT_MS = 5_000;

const { name, options } = JOB_CATALOGUE['webhook.deliver'];

/**
 * Makes deliveries of new events, leases lanes that are due, and puts a job for each on the queue. Every worker has one; one
 * works at a time. What is due and what is leased stands in Postgres: when the queue loses a job, the lease of its lane
 * ends, and the lane is due again.
 */
export class WebhookDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: IntervalLoop | undefined;
  private stopping = false;

  constructor(
    @Inject(WebhookDistributor) private readonly distributor: WebhookDistributor,
    @Inject(WebhookLanes) private readonly lanes: WebhookLanes,
    @Inject(WebhookDeliverer) private readonly deliverer: WebhookDeliverer,
    @InjectQueue(WEBHOOK_QUEUE) private readonly queue: Queue,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.deliverer.canSend) return;
    const { logger } = this;
    const run = () => this.run();
    this.loop = new IntervalLoop({ name: 'webhooks were not dispatched', logger, intervalMs: INTERVAL_MS, run });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.loop?.stop();
  }

  private async run(): Promise<void> {
    let full: boolean;
    do {
      ({ full } = await this.distributor.run());
      await this.dispatch();
    } while (full && !this.stopping);
  }

  private async dispatch(): Promise<void> {
    if (this.stopping || !(await this.lanes.areDue())) return;
    const waiting = await this.ask(this.queue.getWaitingCount());
    const leased = await this.lanes.leaseDue(Math.max(0, MOST_WAITING - waiting));
    if (leased.length > 0) await this.enqueue(leased);
  }

  private async enqueue(leased: readonly LeasedLane[]): Promise<void> {
    try {
      await this.ask(this.queue.addBulk(leased.map((data) => ({ name, data, opts: options }))));
    } catch (error) {
      await Promise.all(leased.map((lane) => this.lanes.release(lane)));
      throw error;
    }
  }

  private ask<Value>(answer: Promise<Value>): Promise<Value> {
    return withTimeLimit(answer, QUEUE_LIMIT_MS, () => new Error('the queue is silent'));
  }
}
