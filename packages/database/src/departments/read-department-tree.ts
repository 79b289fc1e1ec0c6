import {
  buildDepartmentTree,
  type DepartmentId,
  type DepartmentRow,
  type DepartmentTreeNode,
  type OrganizationId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { departmentNotFound, folded, MEMBER_COUNT, NAMES_DOWN_TO, STATE_COLUMNS } from './department-row.js';
import { readWholeTree } from './read-whole-tree.js';
import { walkDown } from './tree-walks.js';

interface TreeRow extends DepartmentRow {
  /** The names down to the requested root; null for all others. */
  readonly names: readonly string[] | null;
}

/** A department and all below it: all levels, as the totals need them. $1: organization, $2: the root. */
const READ_SUBTREE = `
${walkDown('d.*')}
SELECT ${STATE_COLUMNS}, ${MEMBER_COUNT} AS member_count, CASE WHEN d.id = $2 THEN ${NAMES_DOWN_TO} END AS names
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
  if (root === undefined) return (await readWholeTree(tx, { organizationId, levels })).roots ?? [];
  const rows: TreeRow[] = await tx.query(READ_SUBTREE, [organizationId, root]);
  if (rows.length === 0) throw departmentNotFound(root);
  const names = rows.find(({ id }) => id === root)?.names ?? [];
  return buildDepartmentTree(rows, { above: names.slice(0, -1), levels });
}
