import { DomainError } from '../errors/domain-error.js';
import type { DepartmentId } from '../ids.js';
import { type Department, type DepartmentState, formatPath, MAX_DEPARTMENT_DEPTH, pathBelow } from './department.js';

/**
 * Checks that a subtree of `height` levels fits below the parent.
 *
 * @throws DomainError DEPARTMENT_TOO_DEEP
 */
export function assertFits(parentDepth: number, height: number): void {
  const depth = parentDepth + height;
  if (depth > MAX_DEPARTMENT_DEPTH) {
    throw new DomainError('DEPARTMENT_TOO_DEEP', { depth, max_depth: MAX_DEPARTMENT_DEPTH });
  }
}

/**
 * Checks that a department may move, with its subtree, below the last of `parentLineage`: the IDs from the top down to the
 * new parent, empty for the top.
 *
 * @throws DomainError DEPARTMENT_CYCLE, DEPARTMENT_TOO_DEEP
 */
export function assertMovable(
  department: { readonly id: DepartmentId; readonly height: number },
  parentLineage: readonly DepartmentId[],
): void {
  if (parentLineage.includes(department.id)) {
    throw new DomainError('DEPARTMENT_CYCLE', { department_id: department.id, parent_id: parentLineage.at(-1) });
  }
  assertFits(parentLineage.length, department.height);
}

/** A department as its row has it: path and depth follow from the rows above it. */
export type DepartmentRow = DepartmentState & Pick<Department, 'member_count'>;

export interface DepartmentTreeNode extends Department {
  /** Memberships in this department and all below it; a member of two of them counts twice. */
  readonly total_member_count: number;
  /** How many children it has, even if they are not shown. */
  readonly child_count: number;
  readonly children: readonly DepartmentTreeNode[];
}

interface TreeView {
  /** The names above the roots, from the top down. */
  readonly above?: readonly string[];
  /** How many levels are shown; totals count what lies below them too. */
  readonly levels?: number | undefined;
}

/**
 * Nests departments below their parents. Rows whose parent is not among the rows are roots; siblings keep the order of
 * the rows.
 */
export function buildDepartmentTree(
  rows: readonly DepartmentRow[],
  { above = [], levels = Number.POSITIVE_INFINITY }: TreeView = {},
): DepartmentTreeNode[] {
  const ids = new Set(rows.map(({ id }) => id));
  const childrenOf = new Map<DepartmentId | null, DepartmentRow[]>();
  for (const row of rows) {
    const parent = row.parent_id !== null && ids.has(row.parent_id) ? row.parent_id : null;
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(row);
    else childrenOf.set(parent, [row]);
  }

  const nest = (row: DepartmentRow, path: string, depth: number): DepartmentTreeNode => {
    const children = (childrenOf.get(row.id) ?? []).map((child) => nest(child, pathBelow(path, child.name), depth + 1));
    return {
      id: row.id,
      organization_id: row.organization_id,
      parent_id: row.parent_id,
      name: row.name,
      description: row.description,
      manager_user_id: row.manager_user_id,
      path,
      depth,
      member_count: row.member_count,
      created_at: row.created_at,
      updated_at: row.updated_at,
      total_member_count: children.reduce((sum, child) => sum + child.total_member_count, row.member_count),
      child_count: children.length,
      children: depth < above.length + levels ? children : [],
    };
  };
  return (childrenOf.get(null) ?? []).map((root) => nest(root, formatPath([...above, root.name]), above.length + 1));
}
