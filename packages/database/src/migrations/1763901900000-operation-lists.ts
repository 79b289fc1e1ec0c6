import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The console lists operations that wait, the longest first, and those that failed or were cancelled, the latest first.
 * Both indexes are partial: an add that is made at once has an entry in neither.
 */
export class OperationLists1763901900000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX operations_waiting_idx ON operations (created_at, id) WHERE "state" = 'accepted';
      CREATE INDEX operations_undone_idx ON operations ("state", finished_at, id)
        WHERE "state" IN ('failed', 'cancelled');
    `);
  }
}
