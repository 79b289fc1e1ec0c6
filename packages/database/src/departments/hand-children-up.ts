import type { ChangeOrigin, DepartmentId, DepartmentState } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-change.js';
import { assertNamesFree } from './refusals.js';

/**
 * Gives the children of a department that is about to be deleted to its parent. The tree is locked; they rise, so no
 * depth limit can be in the way.
 *
 * @throws DomainError DEPARTMENT_NAME_TAKEN when a child would stand beside another of its name
 */
export async function handChildrenUp(
  tx: EntityManager,
  origin: ChangeOrigin,
  { id, organization_id: organizationId, parent_id: parentId }: DepartmentState,
): Promise<void> {
  const children: { id: DepartmentId; name: string }[] = await tx.query(
    `SELECT id, name FROM departments WHERE organization_id = $1 AND parent_id = $2 ORDER BY id FOR NO KEY UPDATE`,
    [organizationId, id],
  );
  await assertNamesFree(tx, organizationId, parentId, { names: children.map(({ name }) => name), besides: id });
  // The unique index is checked row by row: a child of the same name needs the department out of its way already. No
  // name that anybody gave contains a control character.
  await tx.query(`UPDATE departments SET name = chr(1) || id WHERE organization_id = $1 AND id = $2`, [
    organizationId,
    id,
  ]);
  await tx.query(
    `UPDATE departments SET parent_id = $3, updated_at = clock_timestamp() WHERE organization_id = $1 AND parent_id = $2`,
    [organizationId, id, parentId],
  );
  await recordChanges(
    tx,
    origin,
    children.map((child) => ({
      action: 'department.reparent',
      organizationId,
      departmentId: child.id,
      subject: child.id,
      before: { parent_id: id },
      after: { parent_id: parentId },
    })),
  );
}
