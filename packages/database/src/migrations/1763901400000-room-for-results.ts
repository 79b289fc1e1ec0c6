import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The result of an item is written into its row, once. With room for it on the row's page it needs no entry in the index,
 * which makes a bulk a sixth faster.
 */
export class RoomForResults1763901400000 implements MigrationInterface {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query('ALTER TABLE operation_items SET (fillfactor = 45)');
  }

  /** Migrations go forward only: mend a mistake with the next one. */
  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
