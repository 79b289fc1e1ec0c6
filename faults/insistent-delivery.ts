import { setTimeout as delay } from 'node:timers/promises';
import { type Acknowledged, type Delivery, type DeliveryKind, postToApp, signedRequest } from '@roster/slack-emulator';
import type { Stack } from './stack.js';

const PAUSE_MS = 100;

/** Every so manieth request reaches two bots at once. */
const TWICE_AT_ONCE = 4;

/** Slack, as it delivers to whichever bot is there: again and again until one acknowledges, and at times too often. */
export class InsistentDelivery implements Delivery {
  private count = 0;

  constructor(
    private readonly stack: Stack,
    private readonly signingSecret: string,
  ) {}

  async deliver(kind: DeliveryKind, payload: Readonly<Record<string, unknown>>): Promise<Acknowledged> {
    this.count += 1;
    const copies = this.count % TWICE_AT_ONCE === 0 ? 2 : 1;
    for (let retryNumber = 0; ; retryNumber += 1) {
      const posts = Array.from({ length: copies }, () => this.post(kind, payload, retryNumber));
      const acknowledged = await Promise.any(posts).catch(() => null);
      if (acknowledged) return acknowledged;
      await delay(PAUSE_MS);
    }
  }

  private async post(
    kind: DeliveryKind,
    payload: Readonly<Record<string, unknown>>,
    retryNumber: number,
  ): Promise<Acknowledged> {
    const { bots } = this.stack;
    const bot = bots[Math.floor(Math.random() * bots.length)];
    if (!bot) throw new Error('No bot is there.');
    const request = signedRequest(kind, payload, { signingSecret: this.signingSecret });
    const attempt = retryNumber === 0 ? {} : { retryNumber };
    const acknowledged = await postToApp(`${bot.url}/slack/events`, request, attempt);
    if (acknowledged.status !== 200) throw new Error(`The bot answered with status ${acknowledged.status}.`);
    return acknowledged;
  }
}
