import type { DataSource, QueryRunner } from 'typeorm';

export interface Purged {
  readonly operations: number;
  readonly items: number;
  /** Answers that were kept for requests with an Idempotency-Key. */
  readonly answers: number;
}

/** Any fixed number that nothing else locks: whoever holds this advisory lock purges, nobody waits for it. */
const PURGE_LOCK = 7_216_404;

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
    const session = this.dataSource.createQueryRunner();
    try {
      const [{ locked }] = await session.query('SELECT pg_try_advisory_lock($1) AS locked', [PURGE_LOCK]);
      if (!locked) return null;
      try {
        return await this.purge(session, retentionHours);
      } finally {
        await session.query('SELECT pg_advisory_unlock($1)', [PURGE_LOCK]);
      }
    } finally {
      await session.release();
    }
  }

  /**
   * Items go first, in batches of their own: deleting 5,000 bulks would delete 50 million items with them. The time is
   * read once, so that no operation comes of age between the two.
   */
  private async purge(session: QueryRunner, retentionHours: number): Promise<Purged> {
    const [{ now, before }] = await session.query(
      'SELECT at AS now, at - make_interval(hours => $1) AS before FROM clock_timestamp() AS at',
      [retentionHours],
    );
    const items = await this.inBatches(
      session,
      `DELETE FROM operation_items WHERE (operation_id, position) IN (
         SELECT i.operation_id, i.position
         FROM operations o JOIN operation_items i ON i.operation_id = o.id
         WHERE o.finished_at < $1 AND o.state <> 'accepted' AND o.kind = 'member.bulk_add'
         LIMIT $2)`,
      before,
    );
    const operations = await this.inBatches(
      session,
      `DELETE FROM operations WHERE id IN (
         SELECT id FROM operations WHERE finished_at < $1 AND state <> 'accepted' LIMIT $2)`,
      before,
    );
    const answers = await this.inBatches(
      session,
      `DELETE FROM stored_answers WHERE id IN (SELECT id FROM stored_answers WHERE created_at < $1 LIMIT $2)`,
      before,
    );
    // Counters of API keys are used again and again, those of addresses perhaps never: they go when their minute is over.
    await this.inBatches(
      session,
      `DELETE FROM rate_limits WHERE key IN (
         SELECT key FROM rate_limits WHERE expire < extract(epoch FROM $1::timestamptz) * 1000 LIMIT $2)`,
      now,
    );
    return { operations, items, answers };
  }

  private async inBatches(session: QueryRunner, statement: string, moment: Date): Promise<number> {
    for (let deleted = 0; ; ) {
      const [, count]: [unknown[], number] = await session.query(statement, [moment, this.batchSize]);
      deleted += count;
      if (count < this.batchSize) return deleted;
    }
  }
}
