import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Whether the department that an identity provider names for a person is one of Roster's: see `mapDepartment`. */
export class ScimDepartmentMapping1763903200000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE scim_connections
        ADD COLUMN department_mapping text NOT NULL DEFAULT 'store',
        ADD CONSTRAINT scim_connections_department_mapping_check
          CHECK ("department_mapping" IN ('store', 'membership'));
      ALTER TABLE scim_users ADD COLUMN mapped_department_id text;
    `);
  }
}
