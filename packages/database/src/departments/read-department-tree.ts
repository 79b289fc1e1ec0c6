import {
  buildDepartmentTree,
  type DepartmentId,
  type DepartmentRow,
  type DepartmentTreeNode,
  type OrganizationId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { departmentNotFound, folded, MEMBER_COUNT, NAMES_DOWN_TO, STATE_COLUMNS } from './department-row.js';
import { walkDown } from './tree-walks.js';

interface TreeRow extends DepartmentRow {
  /** The names down to the requested root; null for all others. */
  readonly names: readonly string[] | null;
}

const COLUMNS = `${STATE_COLUMNS}, ${MEMBER_COUNT} AS member_count`;

/** All departments, by walking `departments_name_idx` instead of sorting. $1: organization. */
const READ_WHOLE_TREE = `
SELECT ${COLUMNS}, NULL AS names
FROM departments d
WHERE d.organization_id || '' = $1
ORDER BY ${folded('d.name')}, d.id
`;

/** A department and all below it: all levels, as the totals need them. $1: organization, $2: the root. */
const READ_SUBTREE = `
${walkDown('d.*')}
SELECT ${COLUMNS}, CASE WHEN d.id = $2 THEN ${NAMES_DOWN_TO} END AS names
FROM below d
ORDER BY ${folded('d.name')}, d.id
`;

export interface TreeQuery {
  readonly organizationId: OrganizationId;
  readonly root?: DepartmentId | undefined;
  /** How many levels to show; all by default. */
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
  return buildDepartmentTree(rows, { above: names.slice(0, -1), levels });
}
