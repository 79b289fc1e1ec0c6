import { buildDepartmentTree, type DepartmentId, type DepartmentTreeNode, type OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type StateRow, toState } from './department-row.js';
import { folded, MEMBER_COUNT, NAMES_DOWN_TO, STATE_COLUMNS } from './department-sql.js';
import { departmentNotFound } from './read-department.js';

interface TreeRow extends StateRow {
  readonly member_count: number;
  /** The names down to the root that was asked for; null for all others. */
  readonly names: readonly string[] | null;
}

/**
 * The departments of an organization, or one department and all below it, in one statement: for a part of the tree down
 * by the index from parents to children, and a count from an index for each. All levels are read: totals need them.
 *
 * $1: organization, $2: the root, or null for the whole tree.
 */
export const READ_TREE = `
WITH RECURSIVE below AS (
  SELECT id FROM departments
  WHERE organization_id = $1 AND ($2::text IS NULL OR id = $2)
  UNION ALL
  SELECT c.id FROM below JOIN departments c ON c.organization_id = $1 AND c.parent_id = below.id
  WHERE $2::text IS NOT NULL
)
SELECT ${STATE_COLUMNS}, ${MEMBER_COUNT} AS member_count, CASE WHEN d.id = $2 THEN ${NAMES_DOWN_TO} END AS names
FROM below JOIN departments d ON d.organization_id = $1 AND d.id = below.id
ORDER BY ${folded('d.name')}, d.id
`;

export interface TreeQuery {
  readonly organizationId: OrganizationId;
  readonly root?: DepartmentId | undefined;
  /** How many levels are shown; all when left out. */
  readonly levels?: number | undefined;
}

/** @throws DomainError DEPARTMENT_NOT_FOUND when there is no such root */
export async function readDepartmentTree(
  tx: EntityManager,
  { organizationId, root, levels }: TreeQuery,
): Promise<DepartmentTreeNode[]> {
  const rows: TreeRow[] = await tx.query(READ_TREE, [organizationId, root ?? null]);
  if (root !== undefined && rows.length === 0) throw departmentNotFound(root);
  const names = rows.find(({ id }) => id === root)?.names ?? [];
  return buildDepartmentTree(
    rows.map((row) => Object.assign(toState(row), { member_count: row.member_count })),
    { above: names.slice(0, -1), levels },
  );
}
