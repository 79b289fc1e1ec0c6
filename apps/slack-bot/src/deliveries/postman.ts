import type { SlackDelivery, SlackOutbox } from '@roster/database';
import type { Logger } from '@roster/runtime';
import type { Workspaces } from '../installations/workspaces.js';
import type { SlackMetrics } from '../signals/slack-metrics.js';
import { composeDirect } from './compose.js';
import { post, respond, type Sent } from './send.js';

const LOOK_EVERY_MS = 1_000;
const BATCH = 20;

/** Tries of one message: with the pauses below about a day. */
const MOST_ATTEMPTS = 40;
const LONGEST_PAUSE_S = 3_600;

/** Brings messages from Postgres to Slack. Any number of them may work side by side. */
export class Postman {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    readonly outbox: SlackOutbox,
    private readonly workspaces: Workspaces,
    private readonly metrics: SlackMetrics,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
  }

  /** There is something to deliver now. */
  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.round ??= this.run().finally(() => {
      this.round = null;
    });
  }

  /** Finishes what is on its way; what is left stays in Postgres for the next bot. */
  async close(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.round;
  }

  private async run(): Promise<void> {
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        const due = await this.outbox.leaseDue(BATCH);
        if (due.length === BATCH) this.again = true;
        await Promise.all(due.map((delivery) => this.deliver(delivery)));
      }
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'deliveries wait');
    }
  }

  private async deliver(delivery: SlackDelivery): Promise<void> {
    const { id, attempts, workspace_id, trace_id } = delivery;
    const sent = await this.send(delivery).catch((error: unknown): Sent => ({ kind: 'later', error: String(error) }));
    this.metrics.sent(delivery.method, sent.kind);
    if (sent.kind === 'delivered') return this.outbox.delivered(id);
    const facts = { delivery: id, workspace_id, trace_id, attempts };
    if (sent.kind === 'later' && attempts < MOST_ATTEMPTS) {
      this.logger.info({ ...facts, error: sent.error }, 'a message to Slack is tried again');
      await this.outbox.retry(id, sent.afterSeconds ?? pauseAfter(attempts), sent.error);
      // A limit is the workspace's, not the message's; that of a response_url is its own.
      if (sent.afterSeconds && delivery.method !== 'respond')
        await this.outbox.pauseWorkspace(workspace_id, sent.afterSeconds);
      return;
    }
    const reason = sent.kind === 'never' ? sent.reason : `${MOST_ATTEMPTS} tries: ${sent.error}`;
    this.logger.warn({ ...facts, reason }, 'a message to Slack was given up');
    // What Slack does not take as an answer any more arrives as a direct message.
    await this.outbox.giveUp(id, reason, delivery.method === 'respond' ? [composeDirect(delivery)] : []);
    if (delivery.method === 'respond') this.again = true;
  }

  private async send(delivery: SlackDelivery): Promise<Sent> {
    const { method, target, payload, workspace_id } = delivery;
    if (method === 'respond') return respond(String(target.url), payload);
    const workspace = await this.workspaces.find(String(target.team), workspace_id);
    if (workspace === null) return { kind: 'never', reason: 'not installed' };
    return post(workspace, String(method === 'direct' ? target.user : target.channel), delivery);
  }
}

/** 1, 2, 4, … seconds, an hour at most, and some by chance so that not all come back at once. */
function pauseAfter(attempts: number): number {
  return Math.min(2 ** (attempts - 1), LONGEST_PAUSE_S) * (0.75 + Math.random() / 2);
}
