import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Operations on many people at once: whom each is about, how each ended, and the counters of the whole. */
export class BulkOperations1763900200000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE operations
        ALTER COLUMN user_id DROP NOT NULL,
        ADD COLUMN items_total integer,
        ADD COLUMN items_added integer,
        ADD COLUMN items_rejected integer;

      CREATE TABLE operation_items (
        operation_id text NOT NULL,
        position integer NOT NULL,
        line integer,
        user_id text,
        email text,
        state text NOT NULL DEFAULT 'pending',
        code text,
        details jsonb,
        added_at timestamptz(3),
        CONSTRAINT operation_items_pkey PRIMARY KEY (operation_id, position),
        CONSTRAINT operation_items_state_check CHECK ("state" IN ('pending', 'added', 'rejected', 'cancelled')),
        CONSTRAINT operation_items_operation_fkey FOREIGN KEY (operation_id)
          REFERENCES operations (id) ON DELETE CASCADE
      );
    `);
  }
}
