import type { DataSource, EntityManager } from 'typeorm';
import type { SlackDelivery } from '../entities/slack.entity.js';
import { isOpenWorkspace } from './open-workspaces.js';
import { hasUsableToken, type UsableTokens } from './usable-tokens.js';

export type NewSlackDelivery = Pick<
  SlackDelivery,
  'id' | 'workspace_id' | 'method' | 'target' | 'payload' | 'trace_id'
>;

/** How long a message is leased to one bot: longer than a call to Slack may take. */
export const DELIVERY_LEASE = '30 seconds';

const KEPT = '2 days';

/** Messages to Slack that must not be lost. A bot sends them, and retries those that Slack did not accept. */
export class SlackOutbox {
  constructor(
    private readonly dataSource: DataSource,
    private readonly usableTokens: UsableTokens = null,
  ) {}

  async write(deliveries: readonly NewSlackDelivery[]): Promise<void> {
    await writeDeliveries(this.dataSource.manager, deliveries);
  }

  /**
   * Leases messages that are due, oldest first. Other bots lease other messages. Those for workspaces whose token this bot
   * cannot use are left to others; a `response_url` needs no token.
   */
  async leaseDue(limit: number): Promise<SlackDelivery[]> {
    const [rows]: [SlackDelivery[], number] = await this.dataSource.query(
      `UPDATE slack_deliveries SET attempts = attempts + 1, next_at = clock_timestamp() + interval '${DELIVERY_LEASE}'
       WHERE id IN (
         SELECT id FROM slack_deliveries
         WHERE delivered_at IS NULL AND gave_up IS NULL AND next_at <= clock_timestamp()
           AND ${isOpenWorkspace('slack_deliveries.workspace_id')}
           AND (method = 'respond' OR ${hasUsableToken('slack_deliveries.workspace_id', '$2')})
         ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit, this.usableTokens],
    );
    return rows.sort((one, other) => one.created_at.getTime() - other.created_at.getTime());
  }

  async delivered(id: string): Promise<void> {
    await this.dataSource.query(`UPDATE slack_deliveries SET delivered_at = clock_timestamp() WHERE id = $1`, [id]);
  }

  async retry(id: string, afterSeconds: number, error: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_deliveries SET next_at = clock_timestamp() + make_interval(secs => $2), last_error = $3
       WHERE id = $1`,
      [id, afterSeconds, error],
    );
  }

  /** Slack limits this workspace's rate: all its messages wait, and no attempt is counted. */
  async pauseWorkspace(workspaceId: string, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE slack_deliveries SET next_at = greatest(next_at, clock_timestamp() + make_interval(secs => $2))
       WHERE workspace_id = $1 AND delivered_at IS NULL AND gave_up IS NULL`,
      [workspaceId, seconds],
    );
  }

  /** Gives up a message that can never be delivered. Others may replace it, in the same transaction. */
  async giveUp(id: string, reason: string, instead: readonly NewSlackDelivery[] = []): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await tx.query(`UPDATE slack_deliveries SET gave_up = $2 WHERE id = $1`, [id, reason]);
      await writeDeliveries(tx, instead);
    });
  }

  async purge(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM slack_deliveries WHERE created_at < clock_timestamp() - interval '${KEPT}'`,
    );
  }
}

/** A message that is stored already is left as it is. */
export async function writeDeliveries(tx: EntityManager, deliveries: readonly NewSlackDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await tx.query(
    `INSERT INTO slack_deliveries (id, workspace_id, method, target, payload, trace_id, next_at)
     SELECT id, workspace_id, method, target, payload, trace_id, clock_timestamp()
     FROM jsonb_to_recordset($1::jsonb) AS d (id text, workspace_id text, method text, target jsonb, payload jsonb,
                                              trace_id text)
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(deliveries)],
  );
}
