import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * What operators look at: each request for a change as its process saw it, and a sample of each process every ten
 * seconds. Nothing else reads these tables.
 *
 * - `change_requests` is unlogged: it is written as often as changes are asked for, and a crash may forget it. Searches
 *   that are rarer than those by trace and operation go through Bloom filters over ranges of blocks.
 * - `process_samples` is logged: what it says of the minutes before a crash is what one wants to see after it.
 */
export class Signals1763900900000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE UNLOGGED TABLE change_requests (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT change_requests_pkey PRIMARY KEY,
        trace_id text NOT NULL,
        operation_id text,
        organization_id text,
        channel text NOT NULL,
        route text NOT NULL,
        department_id text,
        user_id text,
        actor_type text,
        actor_id text,
        trigger_id text,
        node text NOT NULL,
        received_at timestamptz(3) NOT NULL,
        enqueued_at timestamptz(3),
        job_id text,
        replied_at timestamptz(3),
        status integer,
        error_code text
      );
      CREATE INDEX change_requests_trace_idx ON change_requests (trace_id);
      CREATE INDEX change_requests_operation_idx ON change_requests (operation_id) WHERE operation_id IS NOT NULL;
      CREATE INDEX change_requests_filter_idx ON change_requests USING brin (
        user_id text_bloom_ops, department_id text_bloom_ops, organization_id text_bloom_ops,
        trigger_id text_bloom_ops, received_at
      ) WITH (pages_per_range = 32, autosummarize = on);

      CREATE TABLE process_samples (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT process_samples_pkey PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        process_kind text NOT NULL,
        process_id text NOT NULL,
        version text NOT NULL,
        started_at timestamptz(3) NOT NULL,
        sample jsonb NOT NULL
      );
      CREATE INDEX process_samples_at_idx ON process_samples (at);
    `);
  }
}
