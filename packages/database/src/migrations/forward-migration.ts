import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Migrations go forward only: correct a mistake with the next one. */
export abstract class ForwardMigration implements MigrationInterface {
  abstract up(tx: QueryRunner): Promise<void>;

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
