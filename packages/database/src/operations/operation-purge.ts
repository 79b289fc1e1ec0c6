import type { DataSource } from 'typeorm';
import { ADVISORY_LOCKS } from '../advisory-locks.js';
import { blockRangeTransaction } from '../planning/planned-transaction.js';

export interface Purged {
  readonly operations: number;
  readonly items: number;
  /** Answers that were kept for requests with an Idempotency-Key. */
  readonly answers: number;
}

/** Rows deleted by one statement: it stays far below the statement timeout and holds its locks briefly. */
const BATCH_SIZE = 5_000;

/** Forgets operations that ended, and answers that were given, long ago. Memberships and audit events stay. */
export class OperationPurge {
  constructor(
    private readonly dataSource: DataSource,
    private readonly batchSize = BATCH_SIZE,
  ) {}

  /** What it deleted; null when another process is at it. Operations that have not ended are never deleted. */
  async run(retentionHours: number): Promise<Purged | null> {
    const turn = new PurgeTurn(this.dataSource, this.batchSize);
    const purged = await this.purge(turn, retentionHours);
    return turn.begun ? purged : null;
  }

  /**
   * Items go first, in batches of their own: deleting 5,000 bulks would delete 50 million items with them. The time is
   * read once, so that no operation comes of age between the two.
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
    const operations = await turn.delete(
      `DELETE FROM operations WHERE id IN (
         SELECT id FROM operations WHERE finished_at < $1 AND state <> 'accepted' LIMIT $2)`,
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
    return { operations, items, answers };
  }
}

/**
 * Deletes batch by batch for as long as nobody else does. Each batch is a transaction that holds the lock, so that
 * nothing is left behind when the process dies; a process that gets hold of it between two batches goes on from there.
 */
class PurgeTurn {
  /** Whether there was at least one batch. */
  begun = false;
  private over = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly batchSize: number,
  ) {}

  async delete(statement: string, moment: Date): Promise<number> {
    let deleted = 0;
    while (!this.over) {
      const count = await this.batch(statement, moment);
      deleted += count;
      if (count < this.batchSize) break;
    }
    return deleted;
  }

  private batch(statement: string, moment: Date): Promise<number> {
    return blockRangeTransaction(this.dataSource, async (tx) => {
      const [{ locked }] = await tx.query('SELECT pg_try_advisory_xact_lock($1) AS locked', [ADVISORY_LOCKS.purge]);
      this.over = !locked;
      if (!locked) return 0;
      this.begun = true;
      const [, count]: [unknown[], number] = await tx.query(statement, [moment, this.batchSize]);
      return count;
    });
  }
}
