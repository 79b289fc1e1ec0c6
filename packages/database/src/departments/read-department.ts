import { type Department, type DepartmentId, DomainError, type OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type FullRow, toDepartment } from './department-row.js';
import { DEPARTMENT_COLUMNS } from './department-sql.js';

/** @throws DomainError DEPARTMENT_NOT_FOUND */
export async function readDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId,
): Promise<Department> {
  const [row]: FullRow[] = await tx.query(
    `SELECT ${DEPARTMENT_COLUMNS} FROM departments d WHERE d.organization_id = $1 AND d.id = $2`,
    [organizationId, id],
  );
  if (!row) throw departmentNotFound(id);
  return toDepartment(row);
}

export function departmentNotFound(id: DepartmentId): DomainError {
  return new DomainError('DEPARTMENT_NOT_FOUND', { department_id: id });
}
