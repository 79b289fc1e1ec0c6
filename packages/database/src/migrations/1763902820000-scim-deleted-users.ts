import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Users whom the provider deleted and whose people stay, deactivated: see `deleteScimUser`. Their user names are free. No
 * release had users before this one, so the tables are empty and the indexes are made at once.
 */
export class ScimDeletedUsers1763902820000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE scim_users ADD COLUMN deleted_at timestamptz(3), DROP COLUMN version;
      DROP INDEX scim_users_user_name_key, scim_users_listing_idx;
      CREATE UNIQUE INDEX scim_users_user_name_key ON scim_users (connection_id, lower(user_name COLLATE pg_c_utf8))
        WHERE deleted_at IS NULL;
      CREATE INDEX scim_users_listing_idx ON scim_users (connection_id, user_id) WHERE deleted_at IS NULL;
    `);
  }
}
