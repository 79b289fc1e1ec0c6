import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Indexes that pages of long lists walk, so that a page costs the same in a large organization as in a small one.
 *
 * - People by name, departments by name and by age: `organization_id || ''` is the organization under another name. The
 *   ledger asks for `organization_id`, so that it cannot take these indexes for its own (see `ledgerTransaction`).
 * - The few people with a role, and the few who are deactivated: the ledger asks for neither, so that it cannot use them.
 * - The audit by time: the newest first, from any moment on. The previous version, which pages by id, walks the primary
 *   key until it is gone.
 * - More filters of the audit, as `audit_events_filter_idx` has them and at as little cost. Ranges are smaller here: the
 *   events of a department lie in many of them.
 */
export class DirectoryOrder1763900700000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE INDEX organization_members_name_idx ON organization_members
        ((organization_id || ''), lower(full_name COLLATE "und-x-icu"), user_id);
      CREATE INDEX organization_members_role_idx ON organization_members (role, organization_id, user_id)
        WHERE "role" <> 'member';
      CREATE INDEX organization_members_deactivated_idx ON organization_members (organization_id, user_id)
        WHERE "deactivated_at" IS NOT NULL;

      CREATE INDEX departments_name_idx ON departments
        ((organization_id || ''), lower(name COLLATE pg_c_utf8), id);
      CREATE INDEX departments_age_idx ON departments ((organization_id || ''), created_at, id);

      CREATE INDEX audit_events_time_idx ON audit_events (organization_id, occurred_at, id);
      DROP INDEX audit_events_listing_idx;
      CREATE INDEX audit_events_origin_idx ON audit_events USING brin (
        department_id text_bloom_ops (n_distinct_per_range = -0.5), actor_id text_bloom_ops, action text_bloom_ops
      ) WITH (pages_per_range = 16, autosummarize = on);
    `);
  }
}
