import type { DataSource } from 'typeorm';
import { PurgeTurn } from '../transactions/purge-turn.js';

/** How many rows were deleted. */
export interface Purged {
  readonly operations: number;
  readonly items: number;
  /** Answers that were stored for requests with an Idempotency-Key. */
  readonly answers: number;
  readonly samples: number;
}

const SAMPLES_HOURS = 25;
const MEMBERSHIP_REQUESTS_HOURS = 90 * 24;

/** Deletes operations, answers and membership requests that ended long ago, and old telemetry. Memberships and audit events stay. */
export class OperationPurge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly batchSize?: number,
  ) {}

  /** Null when another process is purging. Operations that have not ended are never deleted. */
  async run(retentionHours: number): Promise<Purged | null> {
    const turn = new PurgeTurn(this.dataSource, 'purge', this.batchSize);
    const purged = await this.purge(turn, retentionHours);
    return turn.begun ? purged : null;
  }

  /**
   * Items go first, in batches of their own: deleting 5,000 bulks would delete 50 million items with them. The time is
   * read once, so that no operation expires between the two.
   */
  private async purge(turn: PurgeTurn, retentionHours: number): Promise<Purged> {
    const [{ now, before }] = await this.dataSource.query(
      'SELECT at AS now, at - make_interval(hours => $1) AS before FROM clock_timestamp() AS at',
      [retentionHours],
    );
    const items = await turn.delete(
      `DELETE FROM operation_items WHERE (operation_id, position) IN (
         SELECT i.operation_id, i.position
         FROM operations o JOIN operation_items i ON i.operation_id = o.id
         WHERE o.finished_at < $1 AND o.state <> 'accepted' AND o.kind = 'member.bulk_add'
         LIMIT $2)`,
      before,
    );
    const operations = await turn.deleteInOrder(
      `WITH deleted AS (
         DELETE FROM operations WHERE id IN (
           SELECT id FROM operations WHERE finished_at >= $3 AND finished_at < $1 AND state <> 'accepted'
           ORDER BY finished_at LIMIT $2)
         RETURNING finished_at
       )
       SELECT count(*)::int AS count, max(finished_at)::text AS last FROM deleted`,
      before,
    );
    const answers = await turn.delete(
      `DELETE FROM stored_answers WHERE id IN (SELECT id FROM stored_answers WHERE created_at < $1 LIMIT $2)`,
      before,
    );
    // Counters of API keys are used again and again, those of addresses perhaps never: they go when their minute is over.
    await turn.delete(
      `DELETE FROM rate_limits WHERE key IN (
         SELECT key FROM rate_limits WHERE expire < extract(epoch FROM $1::timestamptz) * 1000 LIMIT $2)`,
      now,
    );
    // Nodes of the previous version may have run for a while after the schema was migrated: a day is plenty.
    await turn.delete(
      `DELETE FROM transitions WHERE name IN (
         SELECT name FROM transitions WHERE began_at < $1::timestamptz - interval '1 day' LIMIT $2)`,
      before,
    );
    const older = (table: string, column: string, hours: number) =>
      turn.delete(
        `DELETE FROM ${table} WHERE id IN (
           SELECT id FROM ${table} WHERE ${column} < $1::timestamptz - interval '${hours} hours' LIMIT $2)`,
        now,
      );
    await older('membership_requests', 'ended_at', MEMBERSHIP_REQUESTS_HOURS);
    const samples = await older('process_samples', 'at', SAMPLES_HOURS);
    return { operations, items, answers, samples };
  }
}
