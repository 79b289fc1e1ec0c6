import { authorizeRole, type Caller, type DepartmentId, type OrganizationId, type UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type CallersChange, recordAudit } from '../audit/record-audit.js';
import { assertAnotherOwner } from './last-owner.js';
import { readPerson } from './person-row.js';

/**
 * Ends everything that a person is in the organization: memberships, management of departments, and the person itself,
 * each with a row in the audit. The person is locked first: an add that is under way is waited for and then undone with
 * the others, and one that comes later finds nobody.
 *
 * @throws DomainError MEMBER_NOT_FOUND, LAST_OWNER, or PERMISSION_DENIED for a role above the caller's
 */
export async function removePerson(tx: EntityManager, caller: Caller, userId: UserId): Promise<void> {
  const { organizationId } = caller.principal;
  const { role, full_name, email, status } = await readPerson(tx, organizationId, userId, 'FOR UPDATE');
  authorizeRole(caller.principal, role);
  if (role === 'owner') await assertAnotherOwner(tx, organizationId, userId);

  const left = await endMemberships(tx, organizationId, userId);
  const unmanaged = await endManagement(tx, organizationId, userId);
  await tx.query(`DELETE FROM organization_members WHERE organization_id = $1 AND user_id = $2`, [
    organizationId,
    userId,
  ]);
  await recordAudit(
    tx,
    caller,
    ...left.map((departmentId): CallersChange => ({ action: 'member.remove', departmentId, userId, subject: null })),
    ...unmanaged.map(
      (departmentId): CallersChange => ({
        action: 'department.update',
        departmentId,
        subject: departmentId,
        before: { manager_user_id: userId },
        after: { manager_user_id: null },
      }),
    ),
    { action: 'person.remove', userId, subject: userId, before: { full_name, email, role, status } },
  );
}

/** Rows are locked in the order in which the ledger locks them, so that the two do not deadlock. */
async function endMemberships(
  tx: EntityManager,
  organizationId: OrganizationId,
  userId: UserId,
): Promise<DepartmentId[]> {
  const [rows]: [{ department_id: DepartmentId }[], number] = await tx.query(
    `WITH leaving AS MATERIALIZED (
       SELECT department_id, user_id FROM department_members
       WHERE organization_id = $1 AND user_id = $2 ORDER BY department_id FOR UPDATE
     )
     DELETE FROM department_members m USING leaving l
     WHERE m.department_id = l.department_id AND m.user_id = l.user_id
     RETURNING m.department_id`,
    [organizationId, userId],
  );
  return rows.map(({ department_id }) => department_id);
}

async function endManagement(tx: EntityManager, organizationId: OrganizationId, userId: UserId) {
  const [rows]: [{ id: DepartmentId }[], number] = await tx.query(
    `UPDATE departments SET manager_user_id = NULL, updated_at = clock_timestamp()
     WHERE organization_id = $1 AND manager_user_id = $2
     RETURNING id`,
    [organizationId, userId],
  );
  return rows.map(({ id }) => id);
}
