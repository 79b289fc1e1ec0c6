import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The IDs of operations with an Idempotency-Key depend on the actor, too. Where operations may be stored already, those of
 * earlier versions are looked for until they are purged (see ADR 25). A new installation has none.
 */
export class OperationsByActor1763901800000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE transitions (
        name text CONSTRAINT transitions_pkey PRIMARY KEY,
        began_at timestamptz(3) NOT NULL
      );
      INSERT INTO transitions (name, began_at)
      SELECT 'operations_by_actor', clock_timestamp() WHERE EXISTS (SELECT FROM organizations);
    `);
  }
}
