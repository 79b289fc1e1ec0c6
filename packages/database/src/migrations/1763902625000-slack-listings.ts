import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Indexes for lists of workspaces and linked users, and for tokens to revoke. Apart from the columns, so that the table of
 * the installations, which every interaction reads, is not locked while the index of the identities is built.
 */
export class SlackListings1763902625000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX slack_installations_former_organization_idx ON slack_installations (former_organization_id);
      CREATE INDEX slack_installations_revoke_idx ON slack_installations (revoke_at) WHERE revoke_at IS NOT NULL;
      CREATE INDEX slack_identities_listing_idx ON slack_identities (organization_id, team_id, slack_user_id);
    `);
  }
}
