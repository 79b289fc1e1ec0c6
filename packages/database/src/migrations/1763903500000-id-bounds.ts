import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The two tables that become partitions of their own names (`Partitions1763903520000`) hold the first range of ids. Without
 * this constraint Postgres would read each of them wholly to attach it, and nobody could use it meanwhile.
 */
export class IdBounds1763903500000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      ALTER TABLE audit_events ADD CONSTRAINT audit_events_bounds CHECK (id < 1099511627776) NOT VALID;
      ALTER TABLE change_requests ADD CONSTRAINT change_requests_bounds CHECK (id < 1099511627776) NOT VALID;
    `);
  }
}
