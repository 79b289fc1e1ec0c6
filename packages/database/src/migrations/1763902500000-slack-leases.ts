import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Which bot renews the tokens of a workspace, until when Slack's word about an explicitly linked user is good, and what
 * tells one configured token from the next. Bots of the version before leave all three alone.
 */
export class SlackLeases1763902500000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE slack_installations ADD COLUMN renewing_until timestamptz(3), ADD COLUMN token_hash bytea;
      ALTER TABLE slack_identities ADD COLUMN checked_until timestamptz(3);
    `);
  }
}
