import {
  assertMovable,
  type Caller,
  type Department,
  type DepartmentId,
  type ExpectedVersion,
  formatPath,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { recordAudit } from '../audit/record-changes.js';
import { assertNamesFree, lockDepartment, readDepartment, translateDepartmentViolations } from './department-row.js';
import { lineageOf, subtreeOf } from './department-tree.js';

type Place = Pick<Department, 'parent_id' | 'path' | 'depth'>;

export interface DepartmentMove {
  readonly dry_run: boolean;
  readonly before: Place;
  readonly after: Place;
  /** How many departments get another path: this one and all below it, or none if it is there already. */
  readonly departments_moved: number;
  /** Its state now: unchanged after a dry run. */
  readonly department: Department;
}

interface MoveInput {
  readonly id: DepartmentId;
  readonly parentId: DepartmentId | null;
  readonly expected: ExpectedVersion;
  /** Checks everything and changes nothing. */
  readonly dryRun: boolean;
}

/**
 * Moves a department, with all below it, to another parent (null: to the top).
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND (also the parent), PRECONDITION_FAILED, DEPARTMENT_CYCLE,
 *   DEPARTMENT_TOO_DEEP, DEPARTMENT_NAME_TAKEN
 */
export async function moveDepartment(
  tx: EntityManager,
  caller: Caller,
  { id, parentId, expected, dryRun }: MoveInput,
): Promise<DepartmentMove> {
  const { organizationId } = caller.principal;
  await lockTree(tx, organizationId);
  const current = await lockDepartment(tx, organizationId, id, expected);
  const parents = await lineageOf(tx, organizationId, parentId);
  const subtree = await subtreeOf(tx, organizationId, id);
  assertMovable(
    { id, height: Math.max(...subtree.map(({ level }) => level)) },
    parents.map((parent) => parent.id),
  );
  const moves = parentId !== current.parent_id;
  if (moves) await assertNamesFree(tx, organizationId, parentId, { names: [current.name], besides: id });

  const { parent_id, path, depth } = await readDepartment(tx, organizationId, id);
  if (moves && !dryRun) {
    await translateDepartmentViolations(
      { ...current, parent_id: parentId },
      tx.query(
        `UPDATE departments SET parent_id = $3, updated_at = clock_timestamp() WHERE organization_id = $1 AND id = $2`,
        [organizationId, id, parentId],
      ),
    );
    const values = { before: { parent_id }, after: { parent_id: parentId } };
    await recordAudit(tx, caller, { action: 'department.reparent', departmentId: id, subject: id, ...values });
  }
  const names = [...parents.map((parent) => parent.name), current.name];
  return {
    dry_run: dryRun,
    before: { parent_id, path, depth },
    after: { parent_id: parentId, path: formatPath(names), depth: names.length },
    departments_moved: moves ? subtree.length : 0,
    department: await readDepartment(tx, organizationId, id),
  };
}
