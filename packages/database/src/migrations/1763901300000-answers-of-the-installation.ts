import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request that makes an organization is answered before there is one that the answer could belong to. */
export class AnswersOfTheInstallation1763901300000 implements MigrationInterface {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query('ALTER TABLE stored_answers ALTER COLUMN organization_id DROP NOT NULL');
  }

  /** Migrations go forward only: mend a mistake with the next one. */
  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
