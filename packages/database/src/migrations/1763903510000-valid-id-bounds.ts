import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Reads both tables once, while they are read and written. Apart from the migration before, which locks them. */
export class ValidIdBounds1763903510000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query('ALTER TABLE audit_events VALIDATE CONSTRAINT audit_events_bounds');
    await tx.query('ALTER TABLE change_requests VALIDATE CONSTRAINT change_requests_bounds');
  }
}
