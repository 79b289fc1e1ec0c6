import { randomBytes } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Keys that belong to the data and live as long as it does, so that no change of settings loses them. `event_ids` turns
 * the number of an audit event into the ID that callers see: see `EventIds`.
 */
export class InstallationKeys1763901500000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE installation_keys (
        name text CONSTRAINT installation_keys_pkey PRIMARY KEY,
        key bytea NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
    `);
    await tx.query(`INSERT INTO installation_keys (name, key) VALUES ('event_ids', $1)`, [randomBytes(16)]);
  }
}
