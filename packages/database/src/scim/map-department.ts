import type { Caller, DepartmentId, ScimConnectionObject, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { folded } from '../departments/department-row.js';
import { scimConnectionOf } from '../scim-connections/scim-connections.js';
import { applyScimMembers } from './scim-group-members.js';

/** The department of a person, as the provider names it. */
export interface NamedDepartment {
  /** Null when the provider names none. */
  readonly name: string | null;
  /** Whether the request changes the name. */
  readonly changed: boolean;
}

interface Mapping extends Pick<ScimConnectionObject, 'root_department_id' | 'department_mapping'> {
  /** Where the person was put before; it may have been deleted since. */
  readonly mapped_department_id: DepartmentId | null;
}

/**
 * Makes the person a member of the department that the provider names, if the connection maps departments, and ends the
 * membership that an earlier name made or found. The department is one directly below the root of the connection, and no
 * group: the members of a group are those that the provider says it has. A name that no department has changes nothing,
 * which the audit records.
 *
 * Runs with the row of the person locked, and does nothing while the person is deactivated: the request that activates the
 * person makes up for it.
 *
 * @throws DomainError as `applyScimMembers`
 */
export async function mapDepartment(
  tx: EntityManager,
  caller: Caller,
  { user_id: userId, active }: { readonly user_id: UserId; readonly active: boolean },
  { name, changed }: NamedDepartment,
): Promise<void> {
  const mapping = await readMapping(tx, caller, userId);
  if (mapping.department_mapping === 'store' || !active) return;
  if (name === null) return leaveMappedDepartment(tx, caller, userId);
  const departmentId = await departmentBelow(tx, caller, mapping.root_department_id, name);
  if (departmentId === null) {
    if (changed) await auditUnknown(tx, caller, userId, name);
    return;
  }
  if (departmentId === mapping.mapped_department_id) return;
  await leaveMappedDepartment(tx, caller, userId);
  await applyScimMembers(tx, caller, departmentId, { people: [{ userId, kind: 'member.put' }], groups: [] });
  await storeMapped(tx, caller, userId, departmentId);
}

/**
 * Ends the membership that `mapDepartment` made or found, if there is one. With the mapping turned off, the membership stays
 * and is no longer the provider's.
 */
export async function leaveMappedDepartment(tx: EntityManager, caller: Caller, userId: UserId): Promise<void> {
  const { mapped_department_id: departmentId, department_mapping } = await readMapping(tx, caller, userId);
  if (departmentId === null) return;
  if (department_mapping === 'membership' && (await isMember(tx, caller, departmentId, userId)))
    await applyScimMembers(tx, caller, departmentId, { people: [{ userId, kind: 'member.remove' }], groups: [] });
  await storeMapped(tx, caller, userId, null);
}

async function isMember(tx: EntityManager, { principal }: Caller, departmentId: DepartmentId, userId: UserId) {
  const memberships: unknown[] = await tx.query(
    'SELECT FROM department_members WHERE organization_id = $1 AND department_id = $2 AND user_id = $3',
    [principal.organizationId, departmentId, userId],
  );
  return memberships.length > 0;
}

async function readMapping(tx: EntityManager, caller: Caller, userId: UserId): Promise<Mapping> {
  const rows: [Mapping] = await tx.query(
    `SELECT c.root_department_id, c.department_mapping, s.mapped_department_id
     FROM scim_connections c JOIN scim_users s ON s.connection_id = c.id
     WHERE c.id = $1 AND s.user_id = $2`,
    [scimConnectionOf(caller), userId],
  );
  return rows[0];
}

/** Locks the department, so that it is not deleted before the person is in it. */
async function departmentBelow(
  tx: EntityManager,
  { principal }: Caller,
  root: DepartmentId | null,
  name: string,
): Promise<DepartmentId | null> {
  const [row]: { id: DepartmentId }[] = await tx.query(
    `SELECT d.id FROM departments d
     WHERE d.organization_id = $1 AND d.parent_id ${root === null ? 'IS NULL AND $2::text IS NULL' : '= $2'}
       AND ${folded('d.name')} = ${folded('$3::text')}
       AND NOT EXISTS (SELECT FROM scim_groups g WHERE g.organization_id = $1 AND g.department_id = d.id)
     FOR KEY SHARE OF d`,
    [principal.organizationId, root, name],
  );
  return row?.id ?? null;
}

async function storeMapped(tx: EntityManager, caller: Caller, userId: UserId, departmentId: DepartmentId | null) {
  await tx.query('UPDATE scim_users SET mapped_department_id = $3 WHERE connection_id = $1 AND user_id = $2', [
    scimConnectionOf(caller),
    userId,
    departmentId,
  ]);
}

/** In characters: no department has a longer name. */
const LONGEST_NAME = 100;

function auditUnknown(tx: EntityManager, caller: Caller, userId: UserId, name: string): Promise<void> {
  return recordAudit(tx, caller, {
    action: 'scim_user.department_unknown',
    userId,
    subject: userId,
    after: { department: name.slice(0, LONGEST_NAME) },
  });
}
