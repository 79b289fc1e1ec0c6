import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Who connected a workspace, how its connection ended, and whether its tokens have to be revoked. Bots of the version before
 * leave all of it empty. The tables have a row for each workspace, and for each Slack user who has used Roster.
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
      CREATE INDEX slack_installations_former_organization_idx ON slack_installations (former_organization_id);
      CREATE INDEX slack_installations_revoke_idx ON slack_installations (revoke_at) WHERE revoke_at IS NOT NULL;
      CREATE INDEX slack_identities_listing_idx ON slack_identities (organization_id, team_id, slack_user_id);
    `);
  }
}
