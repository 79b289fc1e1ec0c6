import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** A request that makes an organization is answered before there is one that the answer could belong to. */
export class AnswersOfTheInstallation1763901300000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query('ALTER TABLE stored_answers ALTER COLUMN organization_id DROP NOT NULL');
  }
}
