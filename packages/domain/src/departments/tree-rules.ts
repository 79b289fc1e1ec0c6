import { DomainError } from '../errors/domain-error.js';
import type { DepartmentId } from '../ids.js';

/** Levels that a tree has at most; a department at the top is on level 1. */
export const MAX_DEPARTMENT_DEPTH = 32;

/**
 * Whether departments of `height` levels have room below the parent.
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
 * Whether a department may move, with all below it, to a place under `parentLineage`: the ids from the top down to the
 * new parent, none for the top itself.
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
