import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The audit tells who made the keys that exist. It may be long, so this is a migration of its own: the one before locks
 * the keys' table, and nobody could sign in meanwhile. This one locks only the rows, and only once it has read the audit.
 */
export class OriginOfKnownKeys1763901750000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      UPDATE api_keys k SET created_by_type = made.actor_type, created_by_id = made.actor_id
      FROM (
        SELECT organization_id, CASE action WHEN 'key.create' THEN subject ELSE "after" ->> 'replaced_by' END AS key_id,
               actor_type, actor_id
        FROM audit_events WHERE action IN ('key.create', 'key.rotate')
      ) made
      WHERE k.id = made.key_id AND k.organization_id = made.organization_id AND k.created_by_type IS NULL
    `);
  }
}
