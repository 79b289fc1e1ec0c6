import { InjectQueue } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { type LeasedLane, WebhookDistributor, WebhookLanes } from '@roster/database';
import { JOB_CATALOGUE, WEBHOOK_QUEUE } from '@roster/queue';
import { type Logger, withTimeLimit } from '@roster/runtime';
import type { Queue } from 'bullmq';
import { RepeatedWork } from '../repeated-work.js';
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
 * works at a time. Postgres records which lanes are due or leased: when the queue loses a job, the lease of its lane ends,
 * and the lane is due again.
 */
export class WebhookDispatcher extends RepeatedWork {
  constructor(
    @Inject(WebhookDistributor) private readonly distributor: WebhookDistributor,
    @Inject(WebhookLanes) private readonly lanes: WebhookLanes,
    @Inject(WebhookDeliverer) private readonly deliverer: WebhookDeliverer,
    @InjectQueue(WEBHOOK_QUEUE) private readonly queue: Queue,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  protected get tasks() {
    const run = (stopping: AbortSignal) => this.run(stopping);
    return this.deliverer.canSend ? [{ name: 'webhooks were not dispatched', intervalMs: INTERVAL_MS, run }] : [];
  }

  private async run(stopping: AbortSignal): Promise<void> {
    let full: boolean;
    do {
      ({ full } = await this.distributor.run());
      if (!stopping.aborted) await this.dispatch();
    } while (full && !stopping.aborted);
  }

  private async dispatch(): Promise<void> {
    if (!(await this.lanes.areDue())) return;
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
