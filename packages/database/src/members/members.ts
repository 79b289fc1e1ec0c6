import {
  assertVersion,
  authorizeIdentity,
  authorizeRole,
  type Caller,
  type DepartmentId,
  DomainError,
  type ExpectedVersion,
  type Member,
  type MemberChanges,
  memberVersion,
  type NewMember,
  newId,
  type OrganizationId,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { type AuditedChange, differences, recordAudit } from '../audit/record-changes.js';
import { endMemberships } from '../departments/end-memberships.js';
import { translateViolations } from '../postgres-error.js';
import { rfc3339 } from '../sql.js';
import { announceNewAddress, authorizeMember, isSameAddress } from './member-identity.js';

/** The member object of a row `p` of `organization_members`. */
export const MEMBER_COLUMNS = `
  p.user_id, p.full_name, p.email, p.role,
  CASE WHEN p.deactivated_at IS NULL THEN 'active' ELSE 'deactivated' END AS status,
  ${rfc3339('p.created_at')} AS created_at`;

/** `FOR UPDATE` also waits for adds to departments that refer to the member, and makes new ones wait. */
type Lock = '' | 'FOR UPDATE' | 'FOR NO KEY UPDATE';

/** @throws DomainError MEMBER_NOT_FOUND */
export async function readMember(
  tx: EntityManager,
  organizationId: OrganizationId,
  userId: UserId,
  lock: Lock = '',
): Promise<Member> {
  const [member]: Member[] = await tx.query(
    `SELECT ${MEMBER_COLUMNS} FROM organization_members p WHERE p.organization_id = $1 AND p.user_id = $2 ${lock}`,
    [organizationId, userId],
  );
  if (member === undefined) throw new DomainError('MEMBER_NOT_FOUND', { user_id: userId });
  return member;
}

/** @throws DomainError MEMBER_EMAIL_DUPLICATE */
function translateDuplicateEmail<Result>(email: string | undefined, write: Promise<Result>): Promise<Result> {
  return translateViolations(write, { organization_members_email_key: ['MEMBER_EMAIL_DUPLICATE', { email }] });
}

/**
 * Throws unless the organization has another active owner. The organization's row is locked until the end of the
 * transaction: of two owners who demote each other at the same time, the second sees what the first did. The lock is the
 * weaker one, so that members and departments can be added meanwhile.
 *
 * @throws DomainError LAST_OWNER
 */
async function assertAnotherOwner(tx: EntityManager, organizationId: OrganizationId, userId: UserId): Promise<void> {
  await tx.query(`SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE`, [organizationId]);
  const others: unknown[] = await tx.query(
    `SELECT FROM organization_members
     WHERE organization_id = $1 AND user_id <> $2 AND role = 'owner' AND deactivated_at IS NULL
     LIMIT 1`,
    [organizationId, userId],
  );
  if (others.length === 0) throw new DomainError('LAST_OWNER', { user_id: userId });
}

/**
 * Adds a member to the organization. That is the invitation too: the owner of the e-mail address may sign in.
 *
 * @throws DomainError MEMBER_EMAIL_DUPLICATE, or PERMISSION_DENIED for a role that may do what the caller may not
 */
export async function createMember(tx: EntityManager, caller: Caller, input: NewMember): Promise<Member> {
  authorizeIdentity(caller.principal, input.role);
  const insert: Promise<[Member]> = tx.query(
    `INSERT INTO organization_members AS p (organization_id, user_id, full_name, email, role)
     VALUES ($1, $2, $3, $4, $5)
     RETURNING ${MEMBER_COLUMNS}`,
    [caller.principal.organizationId, newId('user'), input.full_name, input.email, input.role],
  );
  const [member] = await translateDuplicateEmail(input.email, insert);
  const userId = member.user_id;
  await recordAudit(tx, caller, { action: 'person.create', userId, subject: userId, after: { ...input } });
  return member;
}

/**
 * Changes a member's profile, role or status. A member with a new e-mail address has to sign in again with it, and is
 * told in Slack.
 *
 * @throws DomainError MEMBER_NOT_FOUND, PRECONDITION_FAILED, MEMBER_EMAIL_DUPLICATE, LAST_OWNER, or PERMISSION_DENIED
 *   for a role above the caller's, or for a new address of a member who may do what the caller may not
 */
export async function updateMember(
  tx: EntityManager,
  caller: Caller,
  userId: UserId,
  changes: MemberChanges,
  expected: ExpectedVersion = null,
): Promise<Member> {
  const { organizationId } = caller.principal;
  // A deactivated member is added to nothing: adds in progress are waited for, and later ones wait.
  const lock = changes.status === 'deactivated' ? 'FOR UPDATE' : 'FOR NO KEY UPDATE';
  const before = await readMember(tx, organizationId, userId, lock);
  const { role = before.role, status = before.status, email = before.email } = changes;
  const isNewAddress = !isSameAddress(email, before.email);
  authorizeRole(caller.principal, before.role);
  if (isNewAddress) await authorizeMember(tx, caller.principal, userId, before.role);
  assertVersion(memberVersion(before), expected, { user_id: userId });
  authorizeRole(caller.principal, role);
  if (isActiveOwner(before) && !isActiveOwner({ role, status })) {
    await assertAnotherOwner(tx, organizationId, userId);
  }
  const update: Promise<[[Member], number]> = tx.query(
    `UPDATE organization_members p
     SET full_name = coalesce($3, full_name),
         email = coalesce($4, email),
         role = coalesce($5, role),
         deactivated_at = CASE $6::text WHEN 'active' THEN NULL
                                        WHEN 'deactivated' THEN coalesce(deactivated_at, clock_timestamp())
                                        ELSE deactivated_at END,
         sign_in_subject = CASE WHEN lower($4) <> lower(email) THEN NULL ELSE sign_in_subject END
     WHERE organization_id = $1 AND user_id = $2
     RETURNING ${MEMBER_COLUMNS}`,
    [organizationId, userId, changes.full_name, changes.email, changes.role, changes.status],
  );
  const [[after]] = await translateDuplicateEmail(changes.email, update);
  const changed = differences(before, after);
  if (changed !== null) await recordAudit(tx, caller, { action: 'person.update', userId, subject: userId, ...changed });
  if (isNewAddress) await announceNewAddress(tx, caller, before, after);
  return after;
}

function isActiveOwner({ role, status }: Pick<Member, 'role' | 'status'>): boolean {
  return role === 'owner' && status === 'active';
}

/**
 * Removes a member from the organization, with their memberships and their management of departments; each change is
 * audited. The member is locked first: an add in progress is waited for and then undone with the others, and a later one
 * finds nobody.
 *
 * @throws DomainError MEMBER_NOT_FOUND, PRECONDITION_FAILED, LAST_OWNER, or PERMISSION_DENIED for a role above the
 *   caller's
 */
export async function removeMember(
  tx: EntityManager,
  caller: Caller,
  userId: UserId,
  expected: ExpectedVersion = null,
): Promise<void> {
  const { organizationId } = caller.principal;
  const member = await readMember(tx, organizationId, userId, 'FOR UPDATE');
  const { role, full_name, email, status } = member;
  authorizeRole(caller.principal, role);
  assertVersion(memberVersion(member), expected, { user_id: userId });
  if (role === 'owner') await assertAnotherOwner(tx, organizationId, userId);

  await endMemberships(tx, caller, { userId });
  const unmanaged = await endManagement(tx, organizationId, userId);
  await tx.query(`DELETE FROM organization_members WHERE organization_id = $1 AND user_id = $2`, [
    organizationId,
    userId,
  ]);
  await recordAudit(
    tx,
    caller,
    ...unmanaged.map(
      (departmentId): AuditedChange => ({
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

async function endManagement(tx: EntityManager, organizationId: OrganizationId, userId: UserId) {
  const [rows]: [{ id: DepartmentId }[], number] = await tx.query(
    `UPDATE departments SET manager_user_id = NULL, updated_at = clock_timestamp()
     WHERE organization_id = $1 AND manager_user_id = $2
     RETURNING id`,
    [organizationId, userId],
  );
  return rows.map(({ id }) => id);
}
