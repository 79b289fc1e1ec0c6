import type { SlackDelivery, SlackOutbox } from '@roster/database';
import { BackgroundWork, type Logger } from '@roster/runtime';
import type { AnnouncedChannels } from '../slack/announced-channels.js';
import { endStep, post, respond, type Sent } from '../slack/send.js';
import type { Workspaces } from '../slack/workspaces.js';
import type { SlackMetrics } from '../telemetry/slack-metrics.js';
import { asDirectMessage } from './deliveries.js';

const LOOK_EVERY_MS = 1_000;
const BATCH = 20;
const NOT_SENT = 'due messages were not sent';

/** Attempts for one message. With the pauses between them this is about a day. */
const MOST_ATTEMPTS = 40;
const LONGEST_PAUSE_S = 3_600;

/** Sends the messages stored in Postgres to Slack. Several bots may do so side by side. */
export class OutboxDispatcher extends BackgroundWork {
  protected readonly tasks = [{ name: NOT_SENT, intervalMs: LOOK_EVERY_MS, run: () => this.sendDue() }];

  constructor(
    readonly outbox: SlackOutbox,
    private readonly channels: AnnouncedChannels,
    private readonly workspaces: Workspaces,
    private readonly metrics: SlackMetrics,
    logger: Logger,
  ) {
    super(logger);
  }

  /** Sends what the last requests left. Messages that Slack does not accept now stay in Postgres for the next bot. */
  override async close(): Promise<void> {
    await super.close();
    await this.sendDue().catch((error: unknown) => this.logger.warn({ error: String(error) }, NOT_SENT));
  }

  private async sendDue(): Promise<void> {
    const due = await this.outbox.leaseDue(BATCH);
    await Promise.all(due.map((delivery) => this.deliver(delivery)));
    if (due.length === BATCH) this.wake();
  }

  private async deliver(delivery: SlackDelivery): Promise<void> {
    const { id, attempts, workspace_id, trace_id } = delivery;
    const sent = await this.send(delivery).catch((error: unknown): Sent => ({ kind: 'later', error: String(error) }));
    this.metrics.deliveries.inc({ method: delivery.method, end: sent.kind });
    if (sent.kind === 'delivered') return this.outbox.delivered(id);
    const fields = { delivery: id, workspace_id, trace_id, attempts };
    if (sent.kind === 'later' && attempts < MOST_ATTEMPTS) {
      this.logger.info({ ...fields, error: sent.error }, 'a message to Slack will be sent again');
      await this.outbox.retry(id, sent.afterSeconds ?? pauseAfter(attempts), sent.error);
      // A rate limit applies to the whole workspace, except that of a response_url.
      if (sent.afterSeconds && delivery.method !== 'respond')
        await this.outbox.pauseWorkspace(workspace_id, sent.afterSeconds);
      return;
    }
    const reason = sent.kind === 'never' ? sent.reason : `${MOST_ATTEMPTS} attempts: ${sent.error}`;
    this.logger.warn({ ...fields, reason }, 'a message to Slack was given up');
    // An answer that Slack no longer accepts is sent as a direct message.
    await this.outbox.giveUp(id, reason, delivery.method === 'respond' ? [asDirectMessage(delivery)] : []);
    if (delivery.method !== 'direct') this.wake();
  }

  private async send(delivery: SlackDelivery): Promise<Sent> {
    const { method, target, payload, workspace_id } = delivery;
    if (method === 'respond') return respond(String(target.url), payload);
    const workspace = await this.workspaces.find(String(target.team), workspace_id);
    if (workspace === null) return { kind: 'never', reason: 'not installed' };
    if (method === 'step') return endStep(workspace, delivery);
    return method === 'direct'
      ? post(workspace, String(target.user), delivery)
      : this.channels.post(workspace, delivery);
  }
}

/** 1, 2, 4, … seconds, an hour at most, with jitter. */
function pauseAfter(attempts: number): number {
  return Math.min(2 ** (attempts - 1), LONGEST_PAUSE_S) * (0.75 + Math.random() / 2);
}
