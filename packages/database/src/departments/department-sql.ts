/**
 * A name as it is compared with its siblings: the expression of `departments_sibling_name_key`. The collation is built
 * into Postgres (17 or newer) and folds the case of all of Unicode, whatever the locale of the database.
 */
export function folded(expression: string): string {
  return `lower(${expression} COLLATE pg_c_utf8)`;
}

/** What a row `d` of `departments` says by itself. */
export const STATE_COLUMNS = `d.id, d.organization_id, d.parent_id, d.name, d.description, d.manager_user_id,
  d.created_at, d.updated_at`;

/** Kept with each change of a membership (see `DepartmentMemberCount`). Cheaper than to count the members by far. */
export const MEMBER_COUNT = `(
  SELECT coalesce(sum(c.members), 0)::int FROM department_member_counts c WHERE c.department_id = d.id
)`;

/**
 * The names from the top down to `d`: one look-up by key for each level above it. `OFFSET 0` keeps it that: the planner
 * does not know how few levels there are, and would read all departments of the organization for each.
 */
export const NAMES_DOWN_TO = `(
  WITH RECURSIVE up (parent_id, name, step) AS (
    SELECT d.parent_id, d.name, 0
    UNION ALL
    SELECT p.parent_id, p.name, up.step + 1
    FROM up CROSS JOIN LATERAL (
      SELECT parent_id, name FROM departments
      WHERE organization_id = d.organization_id AND id = up.parent_id OFFSET 0
    ) p
  )
  SELECT array_agg(up.name ORDER BY up.step DESC) FROM up
)`;

/** All that `toDepartment` needs of a row `d`. Costs a walk to the top: for a page, not for a tree. */
export const DEPARTMENT_COLUMNS = `${STATE_COLUMNS}, ${MEMBER_COUNT} AS member_count, ${NAMES_DOWN_TO} AS names`;
