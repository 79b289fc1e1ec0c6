import { MAX_DEPARTMENT_DEPTH } from '@roster/domain';

/** No tree is deeper: so a walk ends even if departments ever formed a circle. */
const LAST_LEVEL = MAX_DEPARTMENT_DEPTH;

/** `WITH up`: the department `d`, on level 1, and all above it. `d` is a row of `from`, or of the surrounding query. */
export function walkUp(from = ''): string {
  return `WITH RECURSIVE up AS (
    SELECT d.organization_id, d.id, d.parent_id, d.name, 1 AS level ${from}
    UNION ALL
    SELECT d.organization_id, d.id, d.parent_id, d.name, up.level + 1
    FROM up JOIN departments d ON d.organization_id = up.organization_id AND d.id = up.parent_id
    WHERE up.level < ${LAST_LEVEL}
  )`;
}

/** `WITH below`: these columns of the department $2 of the organization $1, on level 1, and of all below it. */
export function walkDown(columns: 'd.id' | 'd.*' = 'd.id'): string {
  return `WITH RECURSIVE below AS (
    SELECT ${columns}, 1 AS level FROM departments d WHERE d.organization_id = $1 AND d.id = $2
    UNION ALL
    SELECT ${columns}, below.level + 1
    FROM below JOIN departments d ON d.organization_id = $1 AND d.parent_id = below.id
    WHERE below.level < ${LAST_LEVEL}
  )`;
}

/** Whether all departments of the organization $1 are below $2, as no other one is at the top. */
export const IS_ONLY_ROOT = `(
    SELECT NOT EXISTS (SELECT FROM departments WHERE organization_id = $1 AND parent_id IS NULL AND id <> $2)
  )`;

/**
 * Whether a department is $2 or below it, with `WITH below`. Below the only root the tree is not walked. The planner
 * hashes the subtree instead of joining it, because of `OR` and `IS TRUE`.
 */
export function isBelow(departmentId: string): string {
  return `(${IS_ONLY_ROOT} OR ${departmentId} IN (SELECT id FROM below)) IS TRUE`;
}

/** The same without `WITH below`: walks up from the department, which is cheaper for a few of them in a large subtree. */
export function isBelowWalkingUp(departmentId: string): string {
  const up = walkUp(`FROM departments d WHERE d.organization_id = $1 AND d.id = ${departmentId}`);
  return `EXISTS (${up} SELECT FROM up WHERE up.id = $2)`;
}
