import {
  assertFits,
  type ChangeOrigin,
  type Department,
  type DepartmentId,
  departmentIdSchema,
  newId,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { recordChanges } from '../audit/record-changes.js';
import { readDepartment } from './department-row.js';
import { lineageOf } from './department-tree.js';
import { translateDepartmentViolations } from './violations.js';

export interface NewDepartment {
  readonly parent_id: DepartmentId | null;
  readonly name: string;
  readonly description: string | null;
  readonly manager_user_id: UserId | null;
}

/** @throws DomainError DEPARTMENT_NOT_FOUND (the parent), DEPARTMENT_TOO_DEEP, DEPARTMENT_NAME_TAKEN, MEMBER_NOT_FOUND */
export async function createDepartment(
  tx: EntityManager,
  origin: ChangeOrigin,
  organizationId: OrganizationId,
  input: NewDepartment,
): Promise<Department> {
  await lockTree(tx, organizationId);
  const parents = await lineageOf(tx, organizationId, input.parent_id);
  assertFits(parents.length, 1);
  const id = departmentIdSchema.parse(newId('department'));
  await translateDepartmentViolations(
    input,
    tx.query(
      `INSERT INTO departments (id, organization_id, parent_id, name, description, manager_user_id, created_at, updated_at)
       SELECT $1, $2, $3, $4, $5, $6, at, at FROM clock_timestamp() AS at`,
      [id, organizationId, input.parent_id, input.name, input.description, input.manager_user_id],
    ),
  );
  const { parent_id, name, description, manager_user_id } = input;
  const after = { parent_id, name, description, manager_user_id };
  await recordChanges(tx, origin, organizationId, [
    { action: 'department.create', departmentId: id, subject: id, after },
  ]);
  return readDepartment(tx, organizationId, id);
}
