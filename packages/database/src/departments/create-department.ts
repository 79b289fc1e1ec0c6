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
import { recordChanges } from '../audit/record-change.js';
import { readDepartment } from './read-department.js';
import { refusing } from './refusals.js';
import { lockTree } from './tree-lock.js';
import { lineageOf } from './tree-reading.js';

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
  wish: NewDepartment,
): Promise<Department> {
  await lockTree(tx, organizationId);
  const parents = await lineageOf(tx, organizationId, wish.parent_id);
  assertFits(parents.length, 1);
  const id = departmentIdSchema.parse(newId('department'));
  await refusing(wish, () =>
    tx.query(
      `INSERT INTO departments (id, organization_id, parent_id, name, description, manager_user_id, created_at, updated_at)
       SELECT $1, $2, $3, $4, $5, $6, at, at FROM clock_timestamp() AS at`,
      [id, organizationId, wish.parent_id, wish.name, wish.description, wish.manager_user_id],
    ),
  );
  const { parent_id, name, description, manager_user_id } = wish;
  const after = { parent_id, name, description, manager_user_id };
  await recordChanges(tx, origin, [
    { action: 'department.create', organizationId, departmentId: id, subject: id, before: null, after },
  ]);
  return readDepartment(tx, organizationId, id);
}
