import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Who connected a workspace, how its connection ended, and whether its tokens have to be revoked. Bots of the version before
 * leave all of it empty. The table has a row for each workspace.
 */
export class SlackDisconnections1763902620000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE slack_installations
        ADD COLUMN bound_by_type text,
        ADD COLUMN bound_by_id text,
        ADD COLUMN former_organization_id text,
        ADD COLUMN unbound_at timestamptz(3),
        ADD COLUMN unbind_reason text,
        ADD COLUMN revoke_at timestamptz(3),
        ADD CONSTRAINT slack_installations_former_organization_fkey FOREIGN KEY (former_organization_id)
          REFERENCES organizations (id) ON DELETE SET NULL;
    `);
  }
}
