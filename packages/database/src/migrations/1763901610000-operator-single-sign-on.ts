import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Operators sign in with an identity provider, too. An account that does only that has no password. */
export class OperatorSingleSignOn1763901610000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE operators ALTER COLUMN password_hash DROP NOT NULL, ADD COLUMN oidc_subject text;
      CREATE UNIQUE INDEX operators_oidc_subject_key ON operators (oidc_subject);
      ALTER TABLE operator_sessions ADD COLUMN method text NOT NULL DEFAULT 'password',
        ADD CONSTRAINT operator_sessions_method_check CHECK ("method" IN ('password', 'oidc'));
    `);
  }
}
