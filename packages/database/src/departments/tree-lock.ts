import {
  assertVersion,
  type DepartmentId,
  type DepartmentState,
  type ExpectedVersion,
  type OrganizationId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../advisory-locks.js';
import { type StateRow, toState } from './department-row.js';
import { STATE_COLUMNS } from './department-sql.js';
import { departmentNotFound } from './read-department.js';

/**
 * Until the transaction ends, nobody else changes the shape of this organization's tree: what a later statement reads
 * of it (the departments above and below, their depth) stays true. Two moves that would make a cycle only together are
 * so made one after the other, and the second one sees the first. Organizations whose hashes collide wait for each
 * other and nothing worse.
 */
export async function lockTree(tx: EntityManager, organizationId: OrganizationId): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ADVISORY_LOCKS.tree, organizationId]);
}

/**
 * Reads a department that is about to be changed; until the transaction ends nobody else changes or deletes it.
 * Members can still be added meanwhile.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND, PRECONDITION_FAILED
 */
export async function lockDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId,
  expected: ExpectedVersion,
): Promise<DepartmentState> {
  const [row]: StateRow[] = await tx.query(
    `SELECT ${STATE_COLUMNS} FROM departments d WHERE d.organization_id = $1 AND d.id = $2 FOR NO KEY UPDATE`,
    [organizationId, id],
  );
  if (!row) throw departmentNotFound(id);
  const department = toState(row);
  assertVersion(department, expected);
  return department;
}
