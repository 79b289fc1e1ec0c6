import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/**
 * Organizations that move between cells: see ADR 47.
 *
 * - `this_cell`: the number of this cell, and so which numbers its audit events get. One row. A database from before is cell
 *   0, and keeps the numbers that it has.
 * - `organization_fences`: organizations that this database must not change: they are moving, or have moved. Usually empty.
 * - `feed_arrivals`: epochs of the feed as they were in the cells that an organization came from; the last row is its arrival.
 * - `removed_seals`: turns of the sealer from which `organization remove` has deleted seals, so that `audit verify` can tell
 *   them from seals that somebody took away. Only the owner writes it.
 *
 * Every membership command and every bulk writes `operations`, so one trigger there refuses them all. It looks at whole
 * statements, and usually only finds that no organization is fenced. Other changes write the audit by `recordChanges`, which
 * calls `refuse_if_fenced`.
 */
export class Cells1763903600000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE this_cell (
        is_only boolean NOT NULL DEFAULT true CONSTRAINT this_cell_pkey PRIMARY KEY
          CONSTRAINT this_cell_is_only_check CHECK ("is_only"),
        number smallint NOT NULL CONSTRAINT this_cell_number_check CHECK (number BETWEEN 0 AND 126),
        first_event_id bigint NOT NULL GENERATED ALWAYS AS (number::bigint << 56) STORED,
        end_event_id bigint NOT NULL GENERATED ALWAYS AS ((number::bigint + 1) << 56) STORED
      );
      INSERT INTO this_cell (number) VALUES (0);

      CREATE TABLE organization_fences (
        organization_id text CONSTRAINT organization_fences_pkey PRIMARY KEY,
        state text NOT NULL,
        ticket text,
        ticket_hash bytea NOT NULL,
        moved_to text,
        exported_at timestamptz(3),
        since timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT organization_fences_state_check CHECK ("state" IN ('frozen', 'moved')),
        CONSTRAINT organization_fences_moved_check CHECK (("state" = 'moved') = ("moved_to" IS NOT NULL))
      );

      CREATE TABLE feed_arrivals (
        organization_id text NOT NULL,
        epoch integer NOT NULL,
        first_position bigint NOT NULL,
        CONSTRAINT feed_arrivals_pkey PRIMARY KEY (organization_id, epoch)
      );

      CREATE TABLE removed_seals (
        to_id bigint CONSTRAINT removed_seals_pkey PRIMARY KEY,
        from_id bigint NOT NULL
      );

      -- Triggers run as the role that made the change: processes of the version before go on while this is migrated.
      DO $$
        DECLARE role oid;
        BEGIN
          FOR role IN SELECT DISTINCT a.grantee FROM pg_class c, aclexplode(c.relacl) a
                      WHERE c.oid = 'operations'::regclass AND a.grantee <> c.relowner
          LOOP
            EXECUTE 'GRANT SELECT ON organization_fences TO ' ||
                    CASE role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END;
          END LOOP;
        END
      $$;

      CREATE FUNCTION refuse_if_fenced(id text) RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT FROM organization_fences f WHERE f.organization_id = id) THEN
            RAISE EXCEPTION 'The organization % is moving, or has moved, to another cell', id USING ERRCODE = 'RS001';
          END IF;
          RETURN true;
        END
      $$;
      CREATE FUNCTION refuse_fenced_operations() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT FROM organization_fences) THEN
            PERFORM refuse_if_fenced(organization_id) FROM changed;
          END IF;
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER operations_inserted AFTER INSERT ON operations
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_fenced_operations();
      CREATE TRIGGER operations_updated AFTER UPDATE ON operations
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_fenced_operations();

      -- Only the owner has the right to delete from these tables, and only "organization remove" says that it does.
      CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND current_setting('roster.removes_moved_organization', true) = 'on' THEN RETURN NULL; END IF;
          RAISE EXCEPTION 'audit_events is append-only';
        END
      $$;
      CREATE OR REPLACE FUNCTION refuse_audit_seal_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND current_setting('roster.removes_moved_organization', true) = 'on' THEN RETURN NULL; END IF;
          RAISE EXCEPTION 'audit_seals is append-only';
        END
      $$;
    `);
  }
}
