import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Acknowledged, type Delivery, type DeliveryKind, postToApp, signedRequest } from '@roster/slack-emulator';
import type { Stack } from './stack.js';

const PAUSE_MS = 100;

/** Slack takes a request that was not acknowledged for lost: https://docs.slack.dev/apis/events-api#responding */
const ACKNOWLEDGE_WITHIN_MS = 3_000;

/** Every so manieth request reaches two bots at once. */
const TWICE_AT_ONCE = 4;

/** Slack, as it delivers to whichever bot is there: again and again until one acknowledges, and at times too often. */
export class InsistentDelivery implements Delivery {
  private count = 0;

  constructor(private readonly once: Delivery) {}

  async deliver(kind: DeliveryKind, payload: Readonly<Record<string, unknown>>): Promise<Acknowledged> {
    this.count += 1;
    const copies = this.count % TWICE_AT_ONCE === 0 ? 2 : 1;
    const envelopeId = randomUUID();
    for (let retryNumber = 0; ; retryNumber += 1) {
      const attempt = retryNumber === 0 ? { envelopeId } : { envelopeId, retryNumber };
      const sent = Array.from({ length: copies }, () => this.acknowledged(kind, payload, attempt));
      const acknowledged = await Promise.any(sent).catch(() => null);
      if (acknowledged) return acknowledged;
      await delay(PAUSE_MS);
    }
  }

  private async acknowledged(...request: Parameters<Delivery['deliver']>): Promise<Acknowledged> {
    const acknowledged = await this.once.deliver(...request);
    if (acknowledged.status !== 200) throw new Error(`The bot answered with status ${acknowledged.status}.`);
    return acknowledged;
  }
}

/** Over HTTP, to one of the bots that run. */
export function httpToAnyBot(stack: Stack, signingSecret: string): Delivery {
  return {
    async deliver(kind, payload, attempt) {
      const { bots } = stack;
      const bot = bots[Math.floor(Math.random() * bots.length)];
      if (!bot) throw new Error('No bot is there.');
      const request = signedRequest(kind, payload, { signingSecret });
      return postToApp(`${bot.url}/slack/events`, request, { ...attempt, timeoutMs: ACKNOWLEDGE_WITHIN_MS });
    },
  };
}
