import type { DataSource } from 'typeorm';
import { PurgeTurn } from '../transactions/purge-turn.js';
import { WEBHOOK_RETENTION_DAYS } from './webhook-distributor.js';

/** How much longer a delivery is shown, in days, so that users see that it was dropped. */
const SHOWN_DAYS = 7;

const DROP = `
  UPDATE webhook_deliveries SET state = 'dropped' WHERE (endpoint_id, position) IN (
    SELECT endpoint_id, position FROM webhook_deliveries
    WHERE state = 'pending' AND created_at < $1 ORDER BY created_at LIMIT $2)`;

const DELETE_DELIVERIES = `
  DELETE FROM webhook_deliveries WHERE (endpoint_id, position) IN (
    SELECT endpoint_id, position FROM webhook_deliveries WHERE created_at < $1 ORDER BY created_at LIMIT $2)`;

const DELETE_ATTEMPTS = `
  DELETE FROM webhook_attempts WHERE id IN (SELECT id FROM webhook_attempts WHERE at < $1 ORDER BY at LIMIT $2)`;

/** Lanes `l` with nothing pending. Workers remove those of endpoints that are enabled. */
const IS_EMPTY = `NOT EXISTS (
  SELECT FROM webhook_deliveries d WHERE d.endpoint_id = l.endpoint_id AND d.lane = l.lane AND d.state = 'pending')`;

const LOCK_DISABLED = `
  SELECT e.id FROM webhook_endpoints e
  WHERE e.disabled_at IS NOT NULL AND EXISTS (SELECT FROM webhook_lanes l WHERE l.endpoint_id = e.id AND ${IS_EMPTY})
  LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED`;

/** Drops deliveries that could not be made in time, and deletes old deliveries and attempts, and lanes that they leave empty. */
export class WebhookPurge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly batchSize?: number,
  ) {}

  /** How many rows each took; null when another process is purging. */
  async run(): Promise<{ dropped: number; deliveries: number; attempts: number } | null> {
    const [{ kept, shown }]: [{ kept: Date; shown: Date }] = await this.dataSource.query(
      `SELECT clock_timestamp() - make_interval(days => $1) AS kept, clock_timestamp() - make_interval(days => $2) AS shown`,
      [WEBHOOK_RETENTION_DAYS, WEBHOOK_RETENTION_DAYS + SHOWN_DAYS],
    );
    const turn = new PurgeTurn(this.dataSource, 'webhookPurge', this.batchSize);
    const dropped = await turn.delete(DROP, kept);
    const deliveries = await turn.delete(DELETE_DELIVERIES, shown);
    const attempts = await turn.delete(DELETE_ATTEMPTS, kept);
    await this.deleteLanes();
    return turn.begun ? { dropped, deliveries, attempts } : null;
  }

  /** While an endpoint is locked, nothing is added to its lanes: the second statement sees all that was added before. */
  private async deleteLanes(): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const endpoints: { id: string }[] = await tx.query(LOCK_DISABLED);
      await tx.query(`DELETE FROM webhook_lanes l WHERE l.endpoint_id = ANY ($1) AND ${IS_EMPTY}`, [
        endpoints.map(({ id }) => id),
      ]);
    });
  }
}
