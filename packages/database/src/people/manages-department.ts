import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** Is the person the manager of this department, or of one above it? `UNION` would even end in a circle. */
export async function managesDepartment(
  tx: EntityManager,
  organizationId: OrganizationId,
  userId: string,
  departmentId: DepartmentId,
): Promise<boolean> {
  const found: unknown[] = await tx.query(
    `WITH RECURSIVE line AS (
       SELECT id, parent_id, manager_user_id FROM departments WHERE organization_id = $1 AND id = $2
       UNION
       SELECT d.id, d.parent_id, d.manager_user_id
       FROM line CROSS JOIN LATERAL (
         SELECT id, parent_id, manager_user_id FROM departments
         WHERE organization_id = $1 AND id = line.parent_id OFFSET 0
       ) d
     )
     SELECT FROM line WHERE manager_user_id = $3 LIMIT 1`,
    [organizationId, departmentId, userId],
  );
  return found.length > 0;
}
