import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Departments by a part of their name, or by one that is misspelt. The index holds the name as it is compared with its
 * siblings, and no key of the ledger: its look-ups cannot take it for theirs (see `ledgerTransaction`).
 */
export class DepartmentSearch1763900850000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX departments_search_idx ON departments USING gin (lower(name COLLATE pg_c_utf8) gin_trgm_ops);
    `);
  }
}
