import { randomUUID } from 'node:crypto';
import {
  assertVersion,
  type Caller,
  DomainError,
  type ExpectedVersion,
  type MemberChanges,
  memberVersion,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { endMemberships } from '../departments/end-memberships.js';
import { createMember, readMember, removeMember, updateMember } from '../members/members.js';
import { translateViolations } from '../postgres-error.js';
import { readScimConnection, scimConnectionOf } from '../scim-connections/scim-connections.js';
import { leaveMappedDepartment, mapDepartment, type NamedDepartment } from './map-department.js';
import { readScimUser, type ScimUserRow, scimUserVersion } from './scim-user-rows.js';

/** What a provider says of a user beside the person: see `ScimUserRow`. */
export interface ScimUserFields {
  readonly user_name: string;
  readonly external_id: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** As the enterprise extension among the attributes says. */
  readonly department: NamedDepartment;
}

export interface NewScimUser extends ScimUserFields {
  readonly full_name: string;
  /** Null when the provider sent none. */
  readonly email: string | null;
  readonly active: boolean;
}

/** A change of a user: the fields as they are after it, and what changes about the person. */
export interface ScimUserChange extends ScimUserFields {
  readonly person: Pick<MemberChanges, 'full_name' | 'email' | 'status'>;
}

/**
 * Adds a user: a new person, or one who is in the organization with this e-mail address already, if the connection may
 * adopt people or has deleted this one before.
 *
 * @throws DomainError SCIM_USER_NAME_TAKEN, MEMBER_EMAIL_DUPLICATE, or PERMISSION_DENIED when it is an owner
 */
export async function createScimUser(tx: EntityManager, caller: Caller, user: NewScimUser): Promise<ScimUserRow> {
  const userId = (await takeOver(tx, caller, user)) ?? (await createPerson(tx, caller, user));
  const connectionId = scimConnectionOf(caller);
  const insert = tx.query(
    `INSERT INTO scim_users (organization_id, user_id, connection_id, user_name, external_id, attributes)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organization_id, user_id) DO UPDATE SET
       connection_id = excluded.connection_id, mapped_department_id = NULL, user_name = excluded.user_name,
       external_id = excluded.external_id, attributes = excluded.attributes, deleted_at = NULL,
       created_at = clock_timestamp(), updated_at = clock_timestamp()`,
    [caller.principal.organizationId, userId, connectionId, user.user_name, user.external_id, user.attributes],
  );
  await translateTakenName(user.user_name, insert);
  const row = await readScimUser(tx, connectionId, userId);
  await mapDepartment(tx, caller, row, user.department);
  return row;
}

/** The address of a person for whom the provider sent none. No mail and no sign-in can reach it (RFC 6761, section 6.4). */
function placeholderAddress(): string {
  return `${randomUUID()}@no-address.invalid`;
}

async function createPerson(tx: EntityManager, caller: Caller, user: NewScimUser): Promise<UserId> {
  const { full_name, email, active } = user;
  const person = { full_name, email: email ?? placeholderAddress(), role: 'member' } as const;
  const { user_id } = await createMember(tx, caller, person);
  if (!active) await updateMember(tx, caller, user_id, { status: 'deactivated' });
  return user_id;
}

/** The person with the e-mail address of the new user, who from now on is that user; null when there is none. */
async function takeOver(tx: EntityManager, caller: Caller, user: NewScimUser): Promise<UserId | null> {
  if (user.email === null) return null;
  const { organizationId } = caller.principal;
  const [person]: { user_id: UserId }[] = await tx.query(
    `SELECT user_id FROM organization_members WHERE organization_id = $1 AND lower(email) = lower($2)`,
    [organizationId, user.email],
  );
  if (person === undefined) return null;
  const { user_id } = person;
  // Of two connections that adopt one person at the same time, the second sees what the first did.
  await readMember(tx, organizationId, user_id, 'FOR NO KEY UPDATE');
  if (!(await mayTakeOver(tx, caller, user_id))) throw new DomainError('MEMBER_EMAIL_DUPLICATE', { email: user.email });
  const status = user.active ? 'active' : 'deactivated';
  await updateMember(tx, caller, user_id, { full_name: user.full_name, status });
  await recordAudit(tx, caller, {
    action: 'scim_user.adopt',
    userId: user_id,
    subject: user_id,
    after: { user_name: user.user_name, external_id: user.external_id },
  });
  return user_id;
}

async function mayTakeOver(tx: EntityManager, caller: Caller, userId: UserId): Promise<boolean> {
  const { organizationId } = caller.principal;
  const connectionId = scimConnectionOf(caller);
  const { adopt } = await readScimConnection(tx, organizationId, connectionId);
  const [row]: { connection_id: string; deleted: boolean }[] = await tx.query(
    `SELECT connection_id, deleted_at IS NOT NULL AS deleted FROM scim_users
     WHERE organization_id = $1 AND user_id = $2`,
    [organizationId, userId],
  );
  if (row === undefined) return adopt;
  return row.deleted && (adopt || row.connection_id === connectionId);
}

/**
 * Changes a user and the person. A change that changes nothing leaves the version as it is.
 *
 * @param change tells the change from the user as it is
 * @throws DomainError MEMBER_NOT_FOUND, PRECONDITION_FAILED, SCIM_USER_NAME_TAKEN, MEMBER_EMAIL_DUPLICATE, LAST_OWNER or
 *   PERMISSION_DENIED, and what `change` throws
 */
export async function updateScimUser(
  tx: EntityManager,
  caller: Caller,
  userId: string,
  change: (user: ScimUserRow) => ScimUserChange,
  expected: ExpectedVersion,
): Promise<ScimUserRow> {
  const connectionId = scimConnectionOf(caller);
  const before = await lockUser(tx, caller, userId, expected);
  const { user_name, external_id, attributes, person, department } = change(before);
  const isPersonChanged = await updatePerson(tx, caller, before.user_id, person);
  const update: Promise<[unknown[], number]> = tx.query(
    `UPDATE scim_users SET user_name = $3, external_id = $4, attributes = $5, updated_at = clock_timestamp()
     WHERE connection_id = $1 AND user_id = $2
       AND ($6 OR (user_name, external_id, attributes) IS DISTINCT FROM ($3, $4, $5::jsonb))`,
    [connectionId, before.user_id, user_name, external_id, attributes, isPersonChanged],
  );
  const [, updated] = await translateTakenName(user_name, update);
  const after = updated === 0 ? before : await readScimUser(tx, connectionId, userId);
  if (updated > 0) await auditFields(tx, caller, before, after);
  await mapDepartment(tx, caller, after, department);
  return after;
}

/** The person is locked before the user, as where a person is removed. */
async function lockUser(tx: EntityManager, caller: Caller, userId: string, expected: ExpectedVersion) {
  const connectionId = scimConnectionOf(caller);
  const { user_id } = await readScimUser(tx, connectionId, userId);
  await readMember(tx, caller.principal.organizationId, user_id, 'FOR NO KEY UPDATE');
  const user = await readScimUser(tx, connectionId, userId, 'FOR UPDATE OF s');
  assertVersion(scimUserVersion(user), expected, { user_id });
  return user;
}

async function updatePerson(tx: EntityManager, caller: Caller, userId: UserId, person: ScimUserChange['person']) {
  if (Object.keys(person).length === 0) return false;
  const before = await readMember(tx, caller.principal.organizationId, userId);
  const after = await updateMember(tx, caller, userId, person);
  return memberVersion(before) !== memberVersion(after);
}

/** The values of attributes stay out of the audit: only their names are recorded. */
async function auditFields(tx: EntityManager, caller: Caller, before: ScimUserRow, after: ScimUserRow): Promise<void> {
  const text = (value: unknown) => JSON.stringify(value ?? null);
  const names = Object.keys({ ...before.attributes, ...after.attributes });
  const changed = names.filter((name) => text(before.attributes[name]) !== text(after.attributes[name]));
  const identity = ({ user_name, external_id }: ScimUserRow) => ({ user_name, external_id });
  if (changed.length === 0 && text(identity(before)) === text(identity(after))) return;
  await recordAudit(tx, caller, {
    action: 'scim_user.update',
    userId: after.user_id,
    subject: after.user_id,
    before: identity(before),
    after: { ...identity(after), attributes: changed },
  });
}

/**
 * Deletes a user. As the connection says, the person is removed from the organization, or deactivated: then the person
 * leaves the connection's groups and the mapped department, and is the same user again when the provider creates one with
 * the same address.
 *
 * @throws DomainError MEMBER_NOT_FOUND, PRECONDITION_FAILED, LAST_OWNER or PERMISSION_DENIED
 */
export async function deleteScimUser(
  tx: EntityManager,
  caller: Caller,
  userId: string,
  expected: ExpectedVersion,
): Promise<void> {
  const connectionId = scimConnectionOf(caller);
  const { organizationId } = caller.principal;
  const { user_id, user_name, external_id } = await lockUser(tx, caller, userId, expected);
  const { on_delete } = await readScimConnection(tx, organizationId, connectionId);
  if (on_delete === 'remove') return removeMember(tx, caller, user_id);
  await leaveMappedDepartment(tx, caller, user_id);
  await updateMember(tx, caller, user_id, { status: 'deactivated' });
  await endMemberships(tx, caller, { userId: user_id, connectionId });
  await tx.query(`UPDATE scim_users SET deleted_at = clock_timestamp() WHERE connection_id = $1 AND user_id = $2`, [
    connectionId,
    user_id,
  ]);
  await recordAudit(tx, caller, {
    action: 'scim_user.release',
    userId: user_id,
    subject: user_id,
    before: { user_name, external_id },
  });
}

/** @throws DomainError SCIM_USER_NAME_TAKEN */
function translateTakenName<Result>(userName: string, write: Promise<Result>): Promise<Result> {
  return translateViolations(write, {
    scim_users_user_name_key: ['SCIM_USER_NAME_TAKEN', { user_name: userName }],
  });
}
