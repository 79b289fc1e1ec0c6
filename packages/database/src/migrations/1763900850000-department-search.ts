import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Departments by a part of their name, or by one that is misspelt. The index holds the name as it is compared with its
 * siblings, and no key of the ledger: its look-ups cannot take it for theirs (see `ledgerTransaction`).
 */
export class DepartmentSearch1763900850000 implements MigrationInterface {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX departments_search_idx ON departments USING gin (lower(name COLLATE pg_c_utf8) gin_trgm_ops);
    `);
  }

  /** Migrations go forward only: mend a mistake with the next one. */
  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
