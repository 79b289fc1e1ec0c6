import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  beginWebhookTest,
  endWebhookTest,
  type KeyedRequest,
  openWebhookSecrets,
  readWebhookTarget,
  readWebhookTest,
  runIdempotently,
  type SecretBox,
} from '@roster/database';
import {
  type Caller,
  DomainError,
  newId,
  originOf,
  TEST_EVENT,
  type WebhookAttemptObject,
  type WebhookEndpointId,
} from '@roster/domain';
import { WebhookSender } from '@roster/webhooks';
import type { DataSource } from 'typeorm';
import { WRITES } from '../tokens.js';

/** The most tests that an organization may have running on a node. */
const MOST_AT_ONCE = 5;

/** How long a test waits for its answer, in milliseconds: less than callers of the API wait. */
export const TEST_LIMIT_MS = 8_000;

/** How often a repeat of a request looks whether the first one has its result, in milliseconds. */
const LOOK_INTERVAL_MS = 100;

/** Tests of endpoints: the API sends an event itself and waits for the answer. */
@Injectable()
export class WebhookTests {
  /** By organization. */
  private readonly running = new Map<string, number>();

  constructor(
    @Inject(WRITES) private readonly writes: DataSource,
    @Inject(WebhookSender) private readonly sender: WebhookSender,
  ) {}

  /**
   * Sends a test. A repeat with the same Idempotency-Key sends none: it gets the first one's attempt.
   *
   * @throws DomainError WEBHOOK_ENDPOINT_NOT_FOUND, OVERLOADED
   */
  async run(
    caller: Caller,
    endpointId: WebhookEndpointId,
    box: SecretBox,
    keyed: KeyedRequest | null,
  ): Promise<WebhookAttemptObject> {
    const { organizationId } = caller.principal;
    let isFirst = false;
    try {
      const attemptId = await runIdempotently(this.writes, keyed, (tx) => {
        // It runs again after a deadlock.
        if (!isFirst) this.begin(organizationId);
        isFirst = true;
        return beginWebhookTest(tx, organizationId, endpointId);
      });
      if (isFirst) await this.send(caller, endpointId, box, attemptId);
      return await this.result(attemptId);
    } finally {
      if (isFirst) this.count(organizationId, -1);
    }
  }

  private async send(caller: Caller, endpointId: WebhookEndpointId, box: SecretBox, attemptId: string): Promise<void> {
    const target = await readWebhookTarget(this.writes.manager, endpointId);
    if (target === undefined) return;
    const secrets = openWebhookSecrets(box, target);
    const event = testEvent(caller, endpointId);
    const attempt = await this.sender.send({ url: target.url, id: event.id, body: JSON.stringify(event), secrets });
    await endWebhookTest(this.writes.manager, attemptId, attempt);
  }

  private begin(organizationId: string): void {
    if ((this.running.get(organizationId) ?? 0) >= MOST_AT_ONCE)
      throw new DomainError('OVERLOADED', { retry_after: TEST_LIMIT_MS / 1_000 });
    this.count(organizationId, 1);
  }

  private count(organizationId: string, change: 1 | -1): void {
    const running = (this.running.get(organizationId) ?? 0) + change;
    if (running === 0) this.running.delete(organizationId);
    else this.running.set(organizationId, running);
  }

  /** Of a test that another request has begun, when it ends; if that process has died, that no result is known. */
  private async result(attemptId: string): Promise<WebhookAttemptObject> {
    const deadline = performance.now() + TEST_LIMIT_MS;
    for (;;) {
      const attempt = await readWebhookTest(this.writes.manager, attemptId);
      if (attempt.duration_ms !== null || performance.now() > deadline) return attempt;
      await delay(LOOK_INTERVAL_MS);
    }
  }
}

/** What a test sends: like an event of the feed. */
function testEvent(caller: Caller, endpointId: WebhookEndpointId) {
  const { actor, channel, traceId } = originOf(caller);
  return {
    id: newId('auditEvent'),
    type: TEST_EVENT.type,
    occurred_at: new Date().toISOString(),
    sequence: 0,
    data: { webhook_endpoint_id: endpointId, actor, channel, operation_id: null, trace_id: traceId },
  };
}
