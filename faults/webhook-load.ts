import { setTimeout as delay } from 'node:timers/promises';
import { accept, WEBHOOK_KEY, WEBHOOK_NETWORKS, WebhookReceiver } from '@roster/testing';
import { AddLoad } from './add-load.js';
import type { Stack } from './stack.js';
import { judgeWebhooks } from './webhook-verdict.js';

/** For every process: where its webhooks may go, and how their secrets are sealed. */
export const WEBHOOK_ENV = { WEBHOOK_ENCRYPTION_KEY: WEBHOOK_KEY, WEBHOOK_ALLOWED_NETWORKS: WEBHOOK_NETWORKS };

/** One lane sends one event after the other, so that adds must not come faster for long. */
const PAUSE_MS = 40;

/** Adds whose events an endpoint gets. */
export class WebhookLoad extends AddLoad {
  protected constructor(
    stack: Stack,
    public receiver: WebhookReceiver,
  ) {
    super(stack, { clients: 2, calm: 30 });
  }

  static async open(stack: Stack): Promise<WebhookLoad> {
    return new WebhookLoad(stack, stack.keep(await WebhookReceiver.open()));
  }

  override async arrange() {
    await this.receiver.subscribe(this.stack.dataSource);
    return Promise.all((['api', 'worker', 'worker'] as const).map((app) => this.stack.start(app, WEBHOOK_ENV)));
  }

  override async judge() {
    this.receiver.answer = accept;
    const verdict = await super.judge();
    return { ...verdict, ...(await judgeWebhooks(this.callee, this.receiver)) };
  }

  protected override async ask(turn: number): Promise<void> {
    await super.ask(turn);
    await delay(PAUSE_MS);
  }
}
