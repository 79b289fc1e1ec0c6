import { assertFits, type Caller, type Department, type DepartmentState, newId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { recordAudit } from '../audit/record-changes.js';
import { readDepartment, translateDepartmentViolations } from './department-row.js';
import { lineageOf } from './department-tree.js';

export type NewDepartment = Pick<DepartmentState, 'parent_id' | 'name' | 'description' | 'manager_user_id'>;

/** @throws DomainError DEPARTMENT_NOT_FOUND (the parent), DEPARTMENT_TOO_DEEP, DEPARTMENT_NAME_TAKEN, MEMBER_NOT_FOUND */
export async function createDepartment(tx: EntityManager, caller: Caller, input: NewDepartment): Promise<Department> {
  const { organizationId } = caller.principal;
  const { parent_id, name, description, manager_user_id } = input;
  await lockTree(tx, organizationId);
  const parents = await lineageOf(tx, organizationId, parent_id);
  assertFits(parents.length, 1);
  const id = newId('department');
  await translateDepartmentViolations(
    input,
    tx.query(
      `INSERT INTO departments (id, organization_id, parent_id, name, description, manager_user_id, created_at, updated_at)
       SELECT $1, $2, $3, $4, $5, $6, at, at FROM clock_timestamp() AS at`,
      [id, organizationId, parent_id, name, description, manager_user_id],
    ),
  );
  const after = { parent_id, name, description, manager_user_id };
  await recordAudit(tx, caller, { action: 'department.create', departmentId: id, subject: id, after });
  return readDepartment(tx, organizationId, id);
}
