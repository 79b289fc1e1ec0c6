import {
  type ChangeOrigin,
  type DepartmentId,
  DomainError,
  type ExpectedVersion,
  type OrganizationId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordChanges } from '../audit/record-change.js';
import { handChildrenUp } from './hand-children-up.js';
import { moveMembers } from './move-members.js';
import { departmentNotFound } from './read-department.js';
import { removeMembers } from './remove-members.js';
import { lockDepartment, lockTree } from './tree-lock.js';
import { subtreeOf } from './tree-reading.js';

export interface Deletion {
  readonly organizationId: OrganizationId;
  readonly id: DepartmentId;
  readonly expected: ExpectedVersion;
  /** What becomes of the children: they go to the parent, or they are deleted too with all below them. */
  readonly children: 'reparent' | 'cascade' | undefined;
  /** What becomes of the members of the departments that are deleted. */
  readonly members: 'remove' | 'move' | undefined;
  /** Where they are moved to; to the parent when it is not said. */
  readonly membersTo?: DepartmentId | undefined;
}

/**
 * Deletes a department. What it holds is never lost by accident: where the caller does not say what becomes of children
 * or members, and there are some, nothing is done.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND, PRECONDITION_FAILED, DEPARTMENT_NOT_EMPTY, DEPARTMENT_NAME_TAKEN (a child
 *   that moves up), VALIDATION_FAILED when members cannot be moved where they are to go
 */
export async function deleteDepartment(tx: EntityManager, origin: ChangeOrigin, deletion: Deletion): Promise<void> {
  const { organizationId, id, expected, children, members, membersTo } = deletion;
  await lockTree(tx, organizationId);
  const current = await lockDepartment(tx, organizationId, id, expected);
  const subtree = await subtreeOf(tx, organizationId, id);
  const doomed = children === 'cascade' ? subtree.map((department) => department.id) : [id];
  const rows = await lockAgainstMembers(tx, organizationId, doomed);

  const childCount = subtree.filter(({ level }) => level === 2).length;
  const memberCount = await countMembers(tx, organizationId, doomed);
  if ((childCount > 0 && children === undefined) || (memberCount > 0 && members === undefined)) {
    throw new DomainError('DEPARTMENT_NOT_EMPTY', {
      department_id: id,
      children: childCount,
      members: memberCount,
    });
  }
  const target =
    members === 'move' ? await findTarget(tx, organizationId, membersTo ?? current.parent_id, doomed) : null;
  if (members === 'move' && memberCount > 0 && target === null)
    throw noTarget('a department, as this one has no parent');
  if (children === 'reparent') await handChildrenUp(tx, origin, current);
  if (target === null) await removeMembers(tx, origin, organizationId, doomed);
  else await moveMembers(tx, origin, organizationId, doomed, target);
  await tx.query('DELETE FROM departments WHERE organization_id = $1 AND id = ANY ($2)', [organizationId, doomed]);
  await recordChanges(
    tx,
    origin,
    rows.map(({ id: departmentId, ...before }) => ({
      action: 'department.delete',
      organizationId,
      departmentId,
      subject: departmentId,
      before,
      after: null,
    })),
  );
}

interface DoomedRow {
  readonly id: DepartmentId;
  readonly parent_id: DepartmentId | null;
  readonly name: string;
  readonly description: string | null;
  readonly manager_user_id: string | null;
}

/**
 * From here on nobody adds a member: the foreign key of a new membership waits for these rows, and fails when they are
 * gone. Who added one before has committed, so that the next statement sees it. The rows are locked in the order in
 * which the ledger inserts, lest the two wait for each other.
 */
function lockAgainstMembers(
  tx: EntityManager,
  organizationId: OrganizationId,
  ids: readonly DepartmentId[],
): Promise<DoomedRow[]> {
  return tx.query(
    `SELECT id, parent_id, name, description, manager_user_id FROM departments
     WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`,
    [organizationId, ids],
  );
}

async function countMembers(
  tx: EntityManager,
  organizationId: OrganizationId,
  ids: readonly DepartmentId[],
): Promise<number> {
  const [{ members }]: [{ members: number }] = await tx.query(
    `SELECT count(*)::int AS members FROM department_members WHERE organization_id = $1 AND department_id = ANY ($2)`,
    [organizationId, ids],
  );
  return members;
}

/** Where members go: it cannot be deleted meanwhile, as the tree is locked. */
async function findTarget(
  tx: EntityManager,
  organizationId: OrganizationId,
  target: DepartmentId | null,
  doomed: readonly DepartmentId[],
): Promise<DepartmentId | null> {
  if (target === null) return null;
  if (doomed.includes(target)) throw noTarget('a department that is not deleted with it');
  const found: unknown[] = await tx.query('SELECT FROM departments WHERE organization_id = $1 AND id = $2', [
    organizationId,
    target,
  ]);
  if (found.length === 0) throw departmentNotFound(target);
  return target;
}

function noTarget(expected: string): DomainError {
  return new DomainError('VALIDATION_FAILED', { fields: [{ field: 'members_to', expected }] });
}
