import type { QueryRunner } from 'typeorm';
import { buildIndex } from './concurrent-index.js';
import { ForwardMigration } from './forward-migration.js';

/**
 * Operations are purged along a B-tree. A BRIN index keeps the lowest time that each range of blocks ever had: once the
 * space of purged operations has been filled again, every range seems to have old ones, and each batch of the purge reads the
 * table until it has found enough.
 */
export class OperationPurgeIndex1763903640000 extends ForwardMigration {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndex(runner, {
      table: 'operations',
      name: 'operations_purge_idx',
      definition: 'ON operations (finished_at) WHERE finished_at IS NOT NULL',
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS operations_finished_idx');
  }
}
