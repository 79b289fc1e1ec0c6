import {
  type Caller,
  type DepartmentId,
  type DepartmentState,
  DomainError,
  type ExpectedVersion,
  type OrganizationId,
} from '@roster/domain';
import { Any, type EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { type AuditedChange, recordAudit } from '../audit/record-changes.js';
import { DepartmentMembership } from '../entities/department.entity.js';
import { translateViolations } from '../postgres-error.js';
import { assertDepartment, assertNamesFree, lockDepartment } from './department-row.js';
import { subtreeOf } from './department-tree.js';
import { endMemberships } from './end-memberships.js';

export interface Deletion {
  readonly id: DepartmentId;
  readonly expected: ExpectedVersion;
  /** Children go to the parent, or are deleted with all below them. */
  readonly children: 'reparent' | 'cascade' | undefined;
  /** What happens to the members of the deleted departments. */
  readonly members: 'remove' | 'move' | undefined;
  /** Where members are moved to; the parent by default. */
  readonly membersTo?: DepartmentId | undefined;
}

/**
 * Deletes a department. Nothing is lost by accident: if there are children or members and the caller does not say what to
 * do with them, nothing is done.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND, PRECONDITION_FAILED, DEPARTMENT_NOT_EMPTY, DEPARTMENT_NAME_TAKEN (a child
 *   that moves up), DEPARTMENT_IS_SCIM_ROOT, VALIDATION_FAILED when members cannot be moved to the target
 */
export async function deleteDepartment(tx: EntityManager, caller: Caller, deletion: Deletion): Promise<void> {
  const { organizationId } = caller.principal;
  const { id, expected, children, members, membersTo } = deletion;
  await lockTree(tx, organizationId);
  const current = await lockDepartment(tx, organizationId, id, expected);
  const subtree = await subtreeOf(tx, organizationId, id);
  const deleted = children === 'cascade' ? subtree.map((department) => department.id) : [id];
  const rows = await lockAgainstMembers(tx, organizationId, deleted);

  const childCount = subtree.filter(({ level }) => level === 2).length;
  const ofDeleted = { organization_id: organizationId, department_id: Any(deleted) };
  const memberCount = await tx.countBy(DepartmentMembership, ofDeleted);
  if ((childCount > 0 && children === undefined) || (memberCount > 0 && members === undefined)) {
    throw new DomainError('DEPARTMENT_NOT_EMPTY', { department_id: id, children: childCount, members: memberCount });
  }
  const target =
    members === 'move' ? await findTarget(tx, organizationId, membersTo ?? current.parent_id, deleted) : null;
  if (members === 'move' && memberCount > 0 && target === null)
    throw noTarget('a department, as this one has no parent');
  if (children === 'reparent') await handChildrenUp(tx, caller, current);
  await endMemberships(tx, caller, { departmentIds: deleted }, target);
  await translateViolations(
    tx.query('DELETE FROM departments WHERE organization_id = $1 AND id = ANY ($2)', [organizationId, deleted]),
    { scim_connections_root_fkey: ['DEPARTMENT_IS_SCIM_ROOT', { department_id: id }] },
  );
  const deletions = rows.map(
    ({ id, ...before }): AuditedChange => ({ action: 'department.delete', departmentId: id, subject: id, before }),
  );
  await recordAudit(tx, caller, ...deletions);
}

type DeletedRow = Pick<DepartmentState, 'id' | 'parent_id' | 'name' | 'description' | 'manager_user_id'>;

/**
 * From here on nobody adds a member: the foreign key of a new membership waits for these rows, and fails once they are
 * gone. Earlier adds have committed, so that the next statement sees them. The rows are locked in the order in which the
 * ledger inserts, so that the two do not deadlock.
 */
function lockAgainstMembers(
  tx: EntityManager,
  organizationId: OrganizationId,
  ids: readonly DepartmentId[],
): Promise<DeletedRow[]> {
  return tx.query(
    `SELECT id, parent_id, name, description, manager_user_id FROM departments
     WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`,
    [organizationId, ids],
  );
}

/** The target of the members. It cannot be deleted meanwhile, as the tree is locked. */
async function findTarget(
  tx: EntityManager,
  organizationId: OrganizationId,
  target: DepartmentId | null,
  deleted: readonly DepartmentId[],
): Promise<DepartmentId | null> {
  if (target === null) return null;
  if (deleted.includes(target)) throw noTarget('a department that is not deleted with it');
  await assertDepartment(tx, organizationId, target);
  return target;
}

function noTarget(expected: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { fields: [{ field: 'members_to', expected }] });
}

/**
 * Moves the children of a department that is being deleted to its parent. The tree is locked. As they move up, the depth
 * limit cannot be exceeded.
 *
 * @throws DomainError DEPARTMENT_NAME_TAKEN when the parent has another child of that name
 */
async function handChildrenUp(
  tx: EntityManager,
  caller: Caller,
  { id, organization_id: organizationId, parent_id: parentId }: DepartmentState,
): Promise<void> {
  const children: { id: DepartmentId; name: string }[] = await tx.query(
    `SELECT id, name FROM departments WHERE organization_id = $1 AND parent_id = $2 ORDER BY id FOR NO KEY UPDATE`,
    [organizationId, id],
  );
  await assertNamesFree(tx, organizationId, parentId, { names: children.map(({ name }) => name), besides: id });
  // The unique index is checked row by row: a child may have the name of the department, which therefore gets one that
  // nobody can choose, as it contains a control character.
  await tx.query(`UPDATE departments SET name = chr(1) || id WHERE organization_id = $1 AND id = $2`, [
    organizationId,
    id,
  ]);
  await tx.query(
    `UPDATE departments SET parent_id = $3, updated_at = clock_timestamp() WHERE organization_id = $1 AND parent_id = $2`,
    [organizationId, id, parentId],
  );
  const values = { before: { parent_id: id }, after: { parent_id: parentId } };
  const moves = children.map(
    (child): AuditedChange => ({
      action: 'department.reparent',
      departmentId: child.id,
      subject: child.id,
      ...values,
    }),
  );
  await recordAudit(tx, caller, ...moves);
}
