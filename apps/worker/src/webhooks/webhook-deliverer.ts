import type { OnModuleDestroy } from '@nestjs/common';
import {
  EventFeed,
  type LeasedLane,
  type NextWebhook,
  openWebhookSecrets,
  type SecretBox,
  toEventObject,
  WebhookAttempts,
  WebhookLanes,
} from '@roster/database';
import type { Failpoint } from '@roster/domain';
import { type Logger, newTraceContext } from '@roster/runtime';
import { outcomeOf, pauseAfter, type WebhookAttempt, type WebhookSender } from '@roster/webhooks';
import type { DataSource } from 'typeorm';
import type { WebhookMetrics } from './webhook-metrics.js';

/** After so many webhooks, or so many milliseconds, a lane lets others have a turn. */
const MOST_OF_A_TURN = 100;
const LONGEST_TURN_MS = 20_000;

/** How long an attempt may go on while the process stops, in milliseconds. */
const STOP_LIMIT_MS = 5_000;

/** In seconds: an event that only a newer version knows, and one that cannot be signed because a key is missing. */
const UNKNOWN_EVENT_PAUSE_S = 5;
const MISSING_KEY_PAUSE_S = 60;

interface DelivererSettings {
  /** Opens the secrets of endpoints; undefined: no webhooks are sent. */
  readonly box: SecretBox | undefined;
  readonly sender: WebhookSender;
  readonly metrics: WebhookMetrics;
  readonly logger: Logger;
  readonly failpoint: Failpoint | undefined;
}

/** Sends the webhooks of a leased lane, one after the other, in the order of the feed. */
export class WebhookDeliverer implements OnModuleDestroy {
  private readonly feed: EventFeed;
  private readonly lanes: WebhookLanes;
  private readonly attempts: WebhookAttempts;
  private readonly ending = new AbortController();
  private stopping = false;

  constructor(
    database: DataSource,
    private readonly settings: DelivererSettings,
  ) {
    this.feed = new EventFeed(database);
    this.lanes = new WebhookLanes(database);
    this.attempts = new WebhookAttempts(database);
  }

  get canSend(): boolean {
    return this.settings.box !== undefined;
  }

  /**
   * Attempts that run may end within some seconds. Those that do not are given up, and made again by another worker. Nest
   * calls this before it waits for the jobs.
   */
  onModuleDestroy(): void {
    this.stopping = true;
    setTimeout(() => this.ending.abort(), STOP_LIMIT_MS).unref();
  }

  /** A job never fails: what a fault leaves undone is due again when the lease ends. */
  readonly deliver = async (lane: LeasedLane): Promise<void> => {
    try {
      await this.deliverLane(lane);
    } catch (error) {
      const fields = { endpointId: lane.endpointId, error: String(error) };
      this.settings.logger.warn(fields, 'webhooks of an endpoint wait until their lease ends');
    }
  };

  /** Sends until the lane is empty, an attempt fails, or its turn is over. */
  private async deliverLane(lane: LeasedLane): Promise<void> {
    const endsAt = performance.now() + LONGEST_TURN_MS;
    for (let sent = 0; sent < MOST_OF_A_TURN && performance.now() < endsAt && !this.stopping; sent += 1) {
      const next = await this.attempts.next(lane);
      if (next === undefined) return this.lanes.finish(lane);
      if (!(await this.send(lane, next))) return;
    }
    await this.lanes.release(lane);
  }

  /** Whether the lane goes on. Otherwise it has been given back. */
  private async send(lane: LeasedLane, next: NextWebhook): Promise<boolean> {
    if (next.event === null) {
      await this.attempts.drop(lane, next);
      return true;
    }
    const event = toEventObject(next.event, await this.feed.eventIds());
    if (event === null) {
      await this.lanes.postpone(lane, UNKNOWN_EVENT_PAUSE_S);
      return false;
    }
    const secrets = this.secretsOf(lane, next);
    if (secrets === undefined) {
      await this.lanes.postpone(lane, MISSING_KEY_PAUSE_S);
      return false;
    }
    const { sender, failpoint } = this.settings;
    const webhook = { url: next.url, id: event.id, body: JSON.stringify(event), secrets };
    const attempt = await sender.send(webhook, this.ending.signal).catch(() => undefined);
    await failpoint?.('after-webhook', []);
    if (attempt === undefined) {
      await this.lanes.release(lane);
      return false;
    }
    return this.note(lane, next, attempt);
  }

  private async note(lane: LeasedLane, next: NextWebhook, attempt: WebhookAttempt): Promise<boolean> {
    const { metrics, logger } = this.settings;
    const outcome = outcomeOf(attempt);
    metrics.countAttempt(outcome);
    if (outcome === 'delivered') {
      await this.attempts.delivered(lane, next, attempt);
      return true;
    }
    const { endpointId } = lane;
    const { status, error, durationMs: ms } = attempt;
    logger.debug(
      { endpointId, organization_id: next.organizationId, status, error, ms },
      'a webhook was not delivered',
    );
    const consequence = {
      pauseMs: pauseAfter(next.attempts + 1, attempt),
      endpointPauseMs: outcome === 'throttled' ? attempt.retryAfterMs : null,
      gone: outcome === 'gone',
    };
    const { traceId } = newTraceContext();
    const disabled = await this.attempts.failed(lane, next, attempt, consequence, traceId);
    if (disabled !== null) {
      const { reason, organization_id } = disabled;
      metrics.countDisabled(reason);
      logger.warn({ endpointId, organization_id, reason, trace_id: traceId }, 'a webhook endpoint was disabled');
    }
    return false;
  }

  private secretsOf(lane: LeasedLane, { secrets }: NextWebhook): string[] | undefined {
    const { box, logger } = this.settings;
    try {
      if (box === undefined) throw new Error('WEBHOOK_ENCRYPTION_KEY is not set');
      return openWebhookSecrets(box, secrets);
    } catch (error) {
      logger.error({ endpointId: lane.endpointId, error: String(error) }, 'a webhook cannot be signed');
      return undefined;
    }
  }
}
