import type { Caller, Department, DepartmentId, DepartmentState, ExpectedVersion } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { differences, recordAudit } from '../audit/record-changes.js';
import { lockDepartment, readDepartment, translateDepartmentViolations } from './department-row.js';

/** The fields to change; those that are left out stay as they are. */
export type DepartmentPatch = {
  readonly [Field in 'name' | 'description' | 'manager_user_id']?: DepartmentState[Field] | undefined;
};

/**
 * Changes a department's own fields. A patch that changes nothing leaves no trace: no audit row, and the same version.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND, PRECONDITION_FAILED, DEPARTMENT_NAME_TAKEN, MEMBER_NOT_FOUND
 */
export async function updateDepartment(
  tx: EntityManager,
  caller: Caller,
  { id, expected }: { readonly id: DepartmentId; readonly expected: ExpectedVersion },
  patch: DepartmentPatch,
): Promise<Department> {
  const { organizationId } = caller.principal;
  // Meanwhile no child that moves up may take the new name.
  if (patch.name !== undefined) await lockTree(tx, organizationId);
  const current = await lockDepartment(tx, organizationId, id, expected);
  const { name = current.name, description = current.description, manager_user_id = current.manager_user_id } = patch;
  const next = { ...current, name, description, manager_user_id };
  const changed = differences(current, next);
  if (changed !== null) {
    await translateDepartmentViolations(
      next,
      tx.query(
        `UPDATE departments SET name = $3, description = $4, manager_user_id = $5, updated_at = clock_timestamp()
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, id, name, description, manager_user_id],
      ),
    );
    await recordAudit(tx, caller, { action: 'department.update', departmentId: id, subject: id, ...changed });
  }
  return readDepartment(tx, organizationId, id);
}
