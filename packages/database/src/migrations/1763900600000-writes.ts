import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Where changes come from and go to, and the answers that a request with an Idempotency-Key gets again. The version
 * before goes on writing rows without the new columns.
 */
export class Writes1763900600000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE audit_events ADD COLUMN address text;
      ALTER TABLE operations ADD COLUMN to_department_id text;

      CREATE TABLE stored_answers (
        id bytea CONSTRAINT stored_answers_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        request_hash bytea NOT NULL,
        answer bytea,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT stored_answers_organization_fkey FOREIGN KEY (organization_id)
          REFERENCES organizations (id) ON DELETE CASCADE
      );
      CREATE INDEX stored_answers_purge_idx ON stored_answers (created_at);
    `);
  }
}
