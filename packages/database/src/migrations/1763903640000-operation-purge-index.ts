import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Operations are purged along a B-tree. A BRIN index keeps the lowest time that each range of blocks ever had: once the
 * space of purged operations has been filled again, every range seems to have old ones, and each batch of the purge reads the
 * table until it has found enough.
 *
 * The index is built while the table is in use. That waits for the transactions that are running, and lets changes pass.
 */
export class OperationPurgeIndex1763903640000 extends ForwardMigration {
  /** Postgres builds no index concurrently in a transaction. What was interrupted can be repeated. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // For this connection, which belongs to the migration.
    await runner.query('SET statement_timeout = 0');
    // When a migrating process was killed, the server may still be building. The lock waits for that without a snapshot.
    await runner.query('BEGIN; LOCK TABLE operations IN SHARE UPDATE EXCLUSIVE MODE; COMMIT');
    const [index] = await runner.query(
      `SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass('operations_purge_idx')`,
    );
    if (!index?.valid) {
      // One whose building was interrupted is there and is not used.
      await runner.query('DROP INDEX CONCURRENTLY IF EXISTS operations_purge_idx');
      await runner.query(
        'CREATE INDEX CONCURRENTLY operations_purge_idx ON operations (finished_at) WHERE finished_at IS NOT NULL',
      );
    }
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS operations_finished_idx');
  }
}
