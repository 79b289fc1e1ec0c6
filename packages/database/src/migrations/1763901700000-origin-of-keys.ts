import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Who made a key, so that it can be revoked with the key that made it, and where it was used last. */
export class OriginOfKeys1763901700000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE api_keys
        ADD COLUMN created_by_type text,
        ADD COLUMN created_by_id text,
        ADD COLUMN last_used_address text;
      CREATE INDEX api_keys_created_by_idx ON api_keys (created_by_id) WHERE created_by_type = 'api_key';
      -- What the limit of an organization counts: keys that have ended may be many.
      CREATE INDEX api_keys_active_idx ON api_keys (organization_id, expires_at) WHERE revoked_at IS NULL;
    `);
  }
}
