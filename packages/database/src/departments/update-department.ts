import type {
  ChangeOrigin,
  Department,
  DepartmentId,
  DepartmentState,
  ExpectedVersion,
  OrganizationId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { recordChanges } from '../audit/record-changes.js';
import { lockDepartment, readDepartment } from './department-row.js';
import { translateDepartmentViolations } from './violations.js';

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
  origin: ChangeOrigin,
  { organizationId, id, expected }: { organizationId: OrganizationId; id: DepartmentId; expected: ExpectedVersion },
  patch: DepartmentPatch,
): Promise<Department> {
  // Meanwhile no child that moves up may take the new name.
  if (patch.name !== undefined) await lockTree(tx, organizationId);
  const current = await lockDepartment(tx, organizationId, id, expected);
  const fields = (['name', 'description', 'manager_user_id'] as const).filter(
    (field) => patch[field] !== undefined && patch[field] !== current[field],
  );
  if (fields.length > 0) {
    const next = { ...current, ...Object.fromEntries(fields.map((field) => [field, patch[field]])) };
    await translateDepartmentViolations(
      next,
      tx.query(
        `UPDATE departments SET name = $3, description = $4, manager_user_id = $5, updated_at = clock_timestamp()
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, id, next.name, next.description, next.manager_user_id],
      ),
    );
    const only = (state: DepartmentState) => Object.fromEntries(fields.map((field) => [field, state[field]]));
    await recordChanges(tx, origin, organizationId, [
      {
        action: 'department.update',
        departmentId: id,
        subject: id,
        before: only(current),
        after: only(next),
      },
    ]);
  }
  return readDepartment(tx, organizationId, id);
}
