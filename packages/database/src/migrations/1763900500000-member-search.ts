import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Search in names and e-mail addresses, the filters of the audit, and the counters of the rate limits.
 *
 * - Names are compared in Unicode's way, whatever the locale of the database: "É" is found by "é".
 * - The search index does not begin with the organization: the ledger's lookups must not find it (see `ledgerTransaction`).
 * - The audit is written with every change, so its filters cost nothing then: Bloom filters over ranges of blocks, which
 *   autovacuum makes, tell in which of them an id may be.
 * - `rate_limits` has the columns that rate-limiter-flexible works with. It is unlogged: a crash may forget one minute.
 */
export class MemberSearch1763900500000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE INDEX organization_members_search_idx ON organization_members
        USING gin (lower((full_name || ' ' || email) COLLATE "und-x-icu") gin_trgm_ops);

      CREATE INDEX audit_events_filter_idx ON audit_events USING brin (
        user_id text_bloom_ops, operation_id text_bloom_ops, trace_id text_bloom_ops, occurred_at
      ) WITH (pages_per_range = 32, autosummarize = on);

      CREATE UNLOGGED TABLE rate_limits (
        key varchar(255) CONSTRAINT rate_limits_pkey PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
    `);
  }
}
