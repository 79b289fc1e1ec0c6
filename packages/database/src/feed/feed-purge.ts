import type { DataSource } from 'typeorm';
import { PurgeTurn } from '../transactions/purge-turn.js';

/** Remembers for each organization up to where its feed was deleted, together with the deletion. */
const DELETE_OLD = `
  WITH old AS MATERIALIZED (
    SELECT organization_id, position FROM feed_events WHERE occurred_at < $1 ORDER BY occurred_at LIMIT $2
  ),
  expired AS (
    INSERT INTO feed_expiries AS e (organization_id, position)
    SELECT organization_id, max(position) FROM old GROUP BY organization_id
    ON CONFLICT (organization_id) DO UPDATE SET position = greatest(e.position, excluded.position)
  )
  DELETE FROM feed_events f USING old WHERE f.organization_id = old.organization_id AND f.position = old.position`;

/** Deletes the places of old events from the feed. The audit events themselves stay. */
export class FeedPurge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly batchSize?: number,
  ) {}

  /** How many were deleted; null when another process is purging. */
  async run(retentionDays: number): Promise<number | null> {
    const [{ before }] = await this.dataSource.query('SELECT clock_timestamp() - make_interval(days => $1) AS before', [
      retentionDays,
    ]);
    const turn = new PurgeTurn(this.dataSource, 'feedPurge', this.batchSize);
    const deleted = await turn.delete(DELETE_OLD, before);
    return turn.begun ? deleted : null;
  }
}
