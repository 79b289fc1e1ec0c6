import {
  buildDepartmentTree,
  type DepartmentId,
  type DepartmentRow,
  type DepartmentTreeNode,
  type OrganizationId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { folded, MEMBER_COUNT, NAMES_DOWN_TO } from './department-sql.js';
import { departmentNotFound } from './read-department.js';

interface TreeRow extends Omit<DepartmentRow, 'organization_id'> {
  /** The names down to the root that was asked for; null for all others. */
  readonly names: readonly string[] | null;
}

function rfc3339(column: string): string {
  return `to_char(d.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;
}

/** Texts, because thousands of times are written much faster than they are read into objects and written again. */
const COLUMNS = `d.id, d.parent_id, d.name, d.description, d.manager_user_id, ${rfc3339('created_at')},
  ${rfc3339('updated_at')}, ${MEMBER_COUNT} AS member_count`;

/** All departments by walking `departments_name_idx`, so that nothing is sorted. $1: organization. */
const READ_WHOLE_TREE = `
SELECT ${COLUMNS}, NULL AS names
FROM departments d
WHERE d.organization_id || '' = $1
ORDER BY ${folded('d.name')}, d.id
`;

/**
 * One department and all below it, down by the index from parents to children. All levels are read: totals need them.
 *
 * $1: organization, $2: the root.
 */
const READ_SUBTREE = `
WITH RECURSIVE below AS (
  SELECT id FROM departments WHERE organization_id = $1 AND id = $2
  UNION ALL
  SELECT c.id FROM below CROSS JOIN LATERAL (
    SELECT id FROM departments WHERE organization_id = $1 AND parent_id = below.id OFFSET 0
  ) c
)
SELECT ${COLUMNS}, CASE WHEN d.id = $2 THEN ${NAMES_DOWN_TO} END AS names
FROM below CROSS JOIN LATERAL (
  SELECT * FROM departments WHERE organization_id = $1 AND id = below.id OFFSET 0
) d
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
  const rows: TreeRow[] =
    root === undefined
      ? await tx.query(READ_WHOLE_TREE, [organizationId])
      : await tx.query(READ_SUBTREE, [organizationId, root]);
  if (root !== undefined && rows.length === 0) throw departmentNotFound(root);
  const names = rows.find(({ id }) => id === root)?.names ?? [];
  return buildDepartmentTree(
    rows.map((row) => Object.assign(row, { organization_id: organizationId })),
    { above: names.slice(0, -1), levels },
  );
}
