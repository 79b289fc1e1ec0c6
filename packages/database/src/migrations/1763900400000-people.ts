import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * People who are deactivated and who sign in, keys that are rotated, and an audit that tells of both. Only adds and
 * relaxes: the version before goes on working.
 */
export class People1763900400000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE organization_members
        ADD COLUMN deactivated_at timestamptz(3),
        ADD COLUMN sign_in_subject text;
      CREATE UNIQUE INDEX organization_members_subject_key
        ON organization_members (sign_in_subject, organization_id) WHERE sign_in_subject IS NOT NULL;

      ALTER TABLE api_keys
        ADD COLUMN replaced_by text,
        ADD CONSTRAINT api_keys_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES api_keys (id);
      CREATE INDEX api_keys_listing_idx ON api_keys (organization_id, id);

      -- Not every change is about a department.
      ALTER TABLE audit_events ALTER COLUMN department_id DROP NOT NULL;
    `);
  }
}
