import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** A department's manager, names that fold case beyond ASCII, and an audit that also tells of departments. */
export class Departments1763900300000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE departments
        ADD COLUMN manager_user_id text,
        ADD CONSTRAINT departments_manager_fkey FOREIGN KEY (organization_id, manager_user_id)
          REFERENCES organization_members (organization_id, user_id) ON DELETE SET NULL (manager_user_id);
      -- It begins with the manager, and knows no department id: the ledger's look-up cannot take it for its own.
      CREATE INDEX departments_manager_idx ON departments (manager_user_id, organization_id)
        WHERE "manager_user_id" IS NOT NULL;

      -- lower() of a database with the locale C knows ASCII only; this collation knows all of Unicode, in any database.
      DROP INDEX departments_sibling_name_key;
      CREATE UNIQUE INDEX departments_sibling_name_key
        ON departments (organization_id, parent_id, lower(name COLLATE pg_c_utf8)) NULLS NOT DISTINCT;

      -- The previous version goes on writing rows without the new columns.
      ALTER TABLE audit_events
        ALTER COLUMN user_id DROP NOT NULL,
        ALTER COLUMN operation_id DROP NOT NULL,
        ADD COLUMN subject text,
        ADD COLUMN "before" jsonb,
        ADD COLUMN "after" jsonb;
    `);
  }
}
