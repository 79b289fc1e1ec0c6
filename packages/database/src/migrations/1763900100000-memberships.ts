import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Memberships, the operations that changed them, and the audit of both. */
export class Memberships1763900100000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE department_members (
        department_id text NOT NULL,
        user_id text NOT NULL,
        organization_id text NOT NULL,
        added_at timestamptz(3) NOT NULL,
        added_by text NOT NULL,
        CONSTRAINT department_members_pkey PRIMARY KEY (department_id, user_id),
        CONSTRAINT department_members_person_fkey FOREIGN KEY (organization_id, user_id)
          REFERENCES organization_members (organization_id, user_id) ON DELETE CASCADE,
        CONSTRAINT department_members_department_fkey FOREIGN KEY (organization_id, department_id)
          REFERENCES departments (organization_id, id)
      );
      CREATE INDEX department_members_listing_idx ON department_members (organization_id, department_id, added_at, user_id);
      CREATE INDEX department_members_person_idx ON department_members (organization_id, user_id);

      CREATE TABLE operations (
        id text CONSTRAINT operations_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        kind text NOT NULL,
        department_id text NOT NULL,
        user_id text NOT NULL,
        request_hash text,
        state text NOT NULL,
        payload jsonb,
        result jsonb,
        attempts integer NOT NULL DEFAULT 0,
        relays integer NOT NULL DEFAULT 0,
        relay_at timestamptz(3),
        channel text NOT NULL,
        actor_type text NOT NULL,
        actor_id text NOT NULL,
        trace_id text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        finished_at timestamptz(3),
        CONSTRAINT operations_state_check CHECK ("state" IN ('accepted', 'done', 'failed', 'cancelled')),
        CONSTRAINT operations_result_check CHECK (("state" = 'accepted') = ("result" IS NULL))
      );
      CREATE INDEX operations_accepted_idx ON operations (relay_at) WHERE "state" = 'accepted';
      CREATE INDEX operations_trace_idx ON operations (trace_id);
      -- The purge walks old rows; rows are written in time order, so block ranges find them at almost no cost.
      CREATE INDEX operations_finished_idx ON operations USING brin (finished_at);

      CREATE TABLE audit_events (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_events_pkey PRIMARY KEY,
        organization_id text NOT NULL,
        occurred_at timestamptz(3) NOT NULL,
        action text NOT NULL,
        department_id text NOT NULL,
        user_id text NOT NULL,
        channel text NOT NULL,
        actor_type text NOT NULL,
        actor_id text NOT NULL,
        operation_id text NOT NULL,
        trace_id text NOT NULL
      );
      CREATE INDEX audit_events_listing_idx ON audit_events (organization_id, id);

      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit_events is append-only'; END
      $$;
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    `);
  }
}
