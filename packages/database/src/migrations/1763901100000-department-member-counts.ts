import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './forward-migration.js';

/** Changes that a slot takes before another one takes its place. */
const SLOT_CHANGES = 100;

/**
 * How many members each department has, kept by the database with each change of a membership, whoever makes it.
 *
 * One row for a department would be a row that all who change it wait for. Here it has slots, and a change takes the
 * newest one that nobody else holds at that moment, or makes one. Nobody waits. A slot that is full is replaced, together
 * with all others that are free, by one with their sum: so there are never many, and never many versions of one. Versions
 * that a long transaction keeps from being cleared away lie in slots that are gone, and no change looks at those.
 *
 * A change keeps the key of its slot, so that it writes no index, and half of each page is left free for it.
 */
export class DepartmentMemberCounts1763901100000 extends ForwardMigration {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE TABLE department_member_counts (
        department_id text NOT NULL,
        slot bigint GENERATED ALWAYS AS IDENTITY,
        members integer NOT NULL,
        changes integer NOT NULL DEFAULT 1,
        CONSTRAINT department_member_counts_pkey PRIMARY KEY (department_id, slot)
      ) WITH (fillfactor = 50);

      CREATE FUNCTION count_department_members() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          change record;
          free record;
        BEGIN
          IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE department_member_counts;
            RETURN NULL;
          END IF;
          FOR change IN
            SELECT department_id, count(*) * CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END AS members
            FROM changed GROUP BY department_id
          LOOP
            SELECT slot, changes INTO free FROM department_member_counts
            WHERE department_id = change.department_id
            ORDER BY slot DESC LIMIT 1 FOR UPDATE SKIP LOCKED;
            IF free.changes < ${SLOT_CHANGES} THEN
              UPDATE department_member_counts SET members = members + change.members, changes = changes + 1
              WHERE department_id = change.department_id AND slot = free.slot;
            ELSIF TG_OP = 'INSERT' OR EXISTS (SELECT FROM departments WHERE id = change.department_id) THEN
              -- Who joins a department holds it by the foreign key: only for those who leave it can it be gone.
              WITH replaced AS MATERIALIZED (
                SELECT slot FROM department_member_counts WHERE department_id = change.department_id
                FOR UPDATE SKIP LOCKED
              ), gone AS (
                DELETE FROM department_member_counts c USING replaced r
                WHERE c.department_id = change.department_id AND c.slot = r.slot
                RETURNING c.members
              )
              INSERT INTO department_member_counts (department_id, members)
              SELECT change.department_id, change.members + coalesce(sum(members), 0) FROM gone;
            END IF;
          END LOOP;
          RETURN NULL;
        END
      $$;
      CREATE FUNCTION forget_department_member_counts() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM department_member_counts WHERE department_id IN (SELECT id FROM deleted);
          RETURN NULL;
        END
      $$;
      CREATE FUNCTION refuse_membership_move() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'a membership does not change its department: delete it and insert another'; END
      $$;

      CREATE TRIGGER department_members_joined AFTER INSERT ON department_members
        REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_department_members();
      CREATE TRIGGER department_members_left AFTER DELETE ON department_members
        REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_department_members();
      CREATE TRIGGER department_members_emptied AFTER TRUNCATE ON department_members
        FOR EACH STATEMENT EXECUTE FUNCTION count_department_members();
      CREATE TRIGGER department_members_stay BEFORE UPDATE OF department_id ON department_members
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_membership_move();
      CREATE TRIGGER departments_deleted AFTER DELETE ON departments
        REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION forget_department_member_counts();

      -- The new triggers keep all writers out until the commit, so that none is missed and none is counted twice.
      INSERT INTO department_member_counts (department_id, members)
      SELECT department_id, count(*) FROM department_members GROUP BY department_id;
    `);
  }
}
