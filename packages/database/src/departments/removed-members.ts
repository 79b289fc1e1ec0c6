/**
 * The common table expression `removed`: it ends all memberships of the departments $2 of the organization $1, and
 * names those that it ended. One that the ledger removes at the same moment is not among them: `RETURNING` names only
 * what this statement deleted. Rows are locked in the order of the primary key, as the ledger does.
 */
export const REMOVED_MEMBERS = `leaving AS MATERIALIZED (
       SELECT m.department_id, m.user_id FROM department_members m
       WHERE m.organization_id = $1 AND m.department_id = ANY ($2)
       ORDER BY m.department_id, m.user_id
       FOR UPDATE
     ),
     removed AS (
       DELETE FROM department_members m USING leaving l
       WHERE m.department_id = l.department_id AND m.user_id = l.user_id
       RETURNING m.department_id, m.user_id
     )`;
