import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The searches for people and departments look at one organization only. Before, they went through what fits in all of
 * them and left the others' out.
 *
 * - These are GIN indexes: for a row of which the whole key is given they cost more than its own index, also while the
 *   tables are empty. So the ledger's look-ups do not take them, although the organization is in them (see `ledgerTransaction`).
 * - They are built beside those which they replace: changes of memberships and searches go on meanwhile.
 */
export class SearchInOneOrganization1763901200000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gin;
      CREATE INDEX organization_members_new_search_idx ON organization_members
        USING gin (organization_id, lower((full_name || ' ' || email) COLLATE "und-x-icu") gin_trgm_ops);
      CREATE INDEX departments_new_search_idx ON departments
        USING gin (organization_id, lower(name COLLATE pg_c_utf8) gin_trgm_ops);

      DROP INDEX organization_members_search_idx, departments_search_idx;
      ALTER INDEX organization_members_new_search_idx RENAME TO organization_members_search_idx;
      ALTER INDEX departments_new_search_idx RENAME TO departments_search_idx;
    `);
  }
}
