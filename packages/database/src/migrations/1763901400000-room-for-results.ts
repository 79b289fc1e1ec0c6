import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The result of an item is written into its row, once. With room for it on the row's page it needs no entry in the index,
 * which makes a bulk a sixth faster.
 */
export class RoomForResults1763901400000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query('ALTER TABLE operation_items SET (fillfactor = 45)');
  }
}
