import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { departmentNotFound } from './read-department.js';

interface Ancestor {
  readonly id: DepartmentId;
  readonly name: string;
}

/**
 * The departments from the top down to this one, itself included; none for null, the top itself.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND
 */
export async function lineageOf(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId | null,
): Promise<Ancestor[]> {
  if (id === null) return [];
  const lineage: Ancestor[] = await tx.query(
    `WITH RECURSIVE up AS (
       SELECT id, parent_id, name, 0 AS step FROM departments WHERE organization_id = $1 AND id = $2
       UNION ALL
       SELECT p.id, p.parent_id, p.name, up.step + 1
       FROM up CROSS JOIN LATERAL (
         SELECT id, parent_id, name FROM departments WHERE organization_id = $1 AND id = up.parent_id OFFSET 0
       ) p
     )
     SELECT id, name FROM up ORDER BY step DESC`,
    [organizationId, id],
  );
  if (lineage.length === 0) throw departmentNotFound(id);
  return lineage;
}

/** This department and all below it, with the level on which each stands in this part of the tree (1: itself). */
export async function subtreeOf(
  tx: EntityManager,
  organizationId: OrganizationId,
  id: DepartmentId,
): Promise<{ id: DepartmentId; level: number }[]> {
  return tx.query(
    `WITH RECURSIVE below AS (
       SELECT id, 1 AS level FROM departments WHERE organization_id = $1 AND id = $2
       UNION ALL
       SELECT c.id, below.level + 1
       FROM below CROSS JOIN LATERAL (
         SELECT id FROM departments WHERE organization_id = $1 AND parent_id = below.id OFFSET 0
       ) c
     )
     SELECT id, level FROM below`,
    [organizationId, id],
  );
}
