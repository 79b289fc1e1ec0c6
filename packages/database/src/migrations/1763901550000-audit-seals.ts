import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * The seals of the audit: see `AuditSealer`. A seal covers the events of one organization whose numbers are above `from_id`
 * and not above `to_id`. The seals of one turn have the same two numbers, and the next turn begins where they end.
 */
export class AuditSeals1763901550000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE audit_seals (
        organization_id text NOT NULL,
        number bigint NOT NULL,
        day date NOT NULL,
        window_end timestamptz(3) NOT NULL,
        from_id bigint NOT NULL,
        to_id bigint NOT NULL,
        events integer NOT NULL,
        late integer NOT NULL,
        events_hash bytea NOT NULL,
        marks bytea NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        key_id text,
        signature bytea,
        CONSTRAINT audit_seals_pkey PRIMARY KEY (organization_id, number),
        CONSTRAINT audit_seals_signature_check CHECK (("key_id" IS NULL) = ("signature" IS NULL))
      );
      CREATE UNIQUE INDEX audit_seals_turn_key ON audit_seals (to_id, organization_id);

      CREATE FUNCTION refuse_audit_seal_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit_seals is append-only'; END
      $$;
      CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_seal_change();
    `);
  }
}
