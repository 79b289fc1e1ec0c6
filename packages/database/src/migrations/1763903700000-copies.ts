import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Which copy of an organization a ticket opens: see ADR 47.
 *
 * - `receipt` of a fence: in a cell that has imported the organization, that of its copy; in the cell that has released it, that
 *   of the copy that it was released to. With it, nothing has to know whether there was an export.
 * - `opened_copies`: the receipts of copies that were opened here. It stays when the organization moves on, so that
 *   `organization take-back` can tell that it does not belong to the former cell any more. Only the owner writes it.
 */
export class Copies1763903700000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE organization_fences ADD COLUMN receipt text, DROP COLUMN exported_at;
      CREATE TABLE opened_copies (
        receipt text CONSTRAINT opened_copies_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        opened_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
    `);
  }
}
