import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { departmentNotFound } from './department-row.js';
import { walkDown, walkUp } from './tree-walks.js';

const FROM_DEPARTMENT = walkUp('FROM departments d WHERE d.organization_id = $1 AND d.id = $2');

/**
 * The departments from the top down to this one, which is the last; none for null, the top itself.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND
 */
export async function lineageOf(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId | null,
): Promise<{ id: DepartmentId; name: string }[]> {
  if (id === null) return [];
  const lineage = await tx.query(`${FROM_DEPARTMENT} SELECT id, name FROM up ORDER BY level DESC`, [
    organizationId,
    id,
  ]);
  if (lineage.length === 0) throw departmentNotFound(id);
  return lineage;
}

/** Whether the user manages this department or one above it. */
export async function managesDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  userId: string,
  departmentId: DepartmentId,
): Promise<boolean> {
  const managed: unknown[] = await tx.query(
    `${FROM_DEPARTMENT} SELECT FROM up JOIN departments USING (organization_id, id) WHERE manager_user_id = $3 LIMIT 1`,
    [organizationId, departmentId, userId],
  );
  return managed.length > 0;
}

/** This department and all below it, with their level in this subtree; its own is 1. */
export function subtreeOf(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId,
): Promise<{ id: DepartmentId; level: number }[]> {
  return tx.query(`${walkDown()} SELECT id, level FROM below`, [organizationId, id]);
}
