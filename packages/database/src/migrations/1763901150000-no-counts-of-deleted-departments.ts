import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an organization is deleted, with all that hangs on it, its departments can go before their members. The members'
 * trigger then finds no slot, as those went with the department, and made one that nobody deletes any more.
 */
export class NoCountsOfDeletedDepartments1763901150000 implements MigrationInterface {
  async up(tx: QueryRunner): Promise<void> {
    await tx.query(`
      CREATE OR REPLACE FUNCTION count_department_members() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          change record;
        BEGIN
          IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE department_member_counts;
            RETURN NULL;
          END IF;
          FOR change IN
            SELECT department_id, count(*) * CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END AS members
            FROM changed GROUP BY department_id
          LOOP
            UPDATE department_member_counts SET members = members + change.members
            WHERE department_id = change.department_id AND slot = (
              SELECT slot FROM department_member_counts WHERE department_id = change.department_id
              LIMIT 1 FOR UPDATE SKIP LOCKED
            );
            -- Who joins a department holds it by the foreign key: only for those who leave it can it be gone.
            IF NOT FOUND AND (
              TG_OP = 'INSERT' OR EXISTS (SELECT FROM departments WHERE id = change.department_id)
            ) THEN
              INSERT INTO department_member_counts (department_id, members)
              VALUES (change.department_id, change.members);
            END IF;
          END LOOP;
          RETURN NULL;
        END
      $$;

      DELETE FROM department_member_counts c WHERE NOT EXISTS (SELECT FROM departments d WHERE d.id = c.department_id);
    `);
  }

  /** Migrations go forward only: mend a mistake with the next one. */
  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
