import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Who runs Roster: accounts of the console, their sessions, the guesses at their passwords, and what they did. */
export class Operators1763901000000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE operators (
        id text CONSTRAINT operators_pkey PRIMARY KEY,
        email text NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        password_hash text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        disabled_at timestamptz(3),
        last_sign_in_at timestamptz(3),
        CONSTRAINT operators_role_check CHECK ("role" IN ('viewer', 'operator'))
      );
      CREATE UNIQUE INDEX operators_email_key ON operators (lower(email));

      CREATE TABLE operator_sessions (
        id_hash bytea CONSTRAINT operator_sessions_pkey PRIMARY KEY,
        operator_id text NOT NULL,
        csrf_token text NOT NULL,
        address text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT operator_sessions_operator_fkey FOREIGN KEY (operator_id) REFERENCES operators (id) ON DELETE CASCADE
      );
      CREATE INDEX operator_sessions_operator_idx ON operator_sessions (operator_id);

      CREATE TABLE operator_sign_in_attempts (
        key text CONSTRAINT operator_sign_in_attempts_pkey PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz(3) NOT NULL,
        blocked_until timestamptz(3)
      );

      CREATE TABLE operator_events (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT operator_events_pkey PRIMARY KEY,
        occurred_at timestamptz(3) NOT NULL,
        operator_id text,
        operator_email text NOT NULL,
        action text NOT NULL,
        outcome text NOT NULL,
        subject text,
        organization_id text,
        address text NOT NULL,
        details jsonb,
        CONSTRAINT operator_events_outcome_check CHECK ("outcome" IN ('begun', 'done', 'refused', 'failed'))
      );
      CREATE FUNCTION refuse_operator_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'operator_events is append-only'; END
      $$;
      CREATE TRIGGER operator_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_operator_event_change();
    `);
  }
}
