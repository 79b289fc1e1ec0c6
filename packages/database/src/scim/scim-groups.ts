import {
  assertVersion,
  type Caller,
  type DepartmentId,
  DomainError,
  departmentIdSchema,
  type ExpectedVersion,
  type ScimConnectionId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockTree } from '../advisory-locks.js';
import { differences, recordAudit } from '../audit/record-changes.js';
import { createDepartment } from '../departments/create-department.js';
import { deleteDepartment } from '../departments/delete-department.js';
import { folded } from '../departments/department-row.js';
import { updateDepartment } from '../departments/update-department.js';
import { readScimConnection, scimConnectionOf } from '../scim-connections/scim-connections.js';
import { applyScimMembers, planScimMembers, type ScimMembersChange } from './scim-group-members.js';
import { readScimGroup, SCIM_GROUPS, type ScimGroupRow, scimGroupVersion } from './scim-group-rows.js';

/** What a provider says of a group beside its members. */
export interface ScimGroupFields {
  readonly display_name: string;
  readonly external_id: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/**
 * Creates a group: a department below the root of the connection.
 *
 * @throws DomainError SCIM_GROUP_NAME_TAKEN, DEPARTMENT_NAME_TAKEN by a department that is not the connection's,
 *   DEPARTMENT_TOO_DEEP, and what `applyScimMembers` throws
 */
export async function createScimGroup(
  tx: EntityManager,
  caller: Caller,
  { display_name, external_id, attributes }: ScimGroupFields,
  members: ScimMembersChange,
): Promise<ScimGroupRow> {
  const { organizationId } = caller.principal;
  const connectionId = scimConnectionOf(caller);
  await lockTree(tx, organizationId);
  await assertNameFree(tx, connectionId, display_name);
  const { root_department_id } = await readScimConnection(tx, organizationId, connectionId);
  const department = { name: display_name, parent_id: root_department_id, description: null, manager_user_id: null };
  const { id } = await createDepartment(tx, caller, department);
  await tx.query(
    `INSERT INTO scim_groups (organization_id, department_id, connection_id, external_id, attributes)
     VALUES ($1, $2, $3, $4, $5)`,
    [organizationId, id, connectionId, external_id, attributes],
  );
  await applyScimMembers(tx, caller, id, await planScimMembers(tx, connectionId, id, members));
  return readScimGroup(tx, connectionId, id);
}

/** @throws DomainError SCIM_GROUP_NAME_TAKEN */
async function assertNameFree(tx: EntityManager, connectionId: ScimConnectionId, name: string, besides = '') {
  const taken: unknown[] = await tx.query(
    `SELECT FROM ${SCIM_GROUPS}
     WHERE s.connection_id = $1 AND ${folded('d.name')} = ${folded('$2::text')} AND s.department_id <> $3 LIMIT 1`,
    [connectionId, name, besides],
  );
  if (taken.length > 0) throw new DomainError('SCIM_GROUP_NAME_TAKEN', { displayName: name });
}

/** A change of a group: its fields as they are after it, and its members. */
export interface ScimGroupChange {
  readonly fields: (group: ScimGroupRow) => ScimGroupFields;
  readonly members: ScimMembersChange;
}

/**
 * Changes a group: everything or nothing. Changes of one group that are made here wait for each other.
 *
 * @throws DomainError SCIM_GROUP_NOT_FOUND, PRECONDITION_FAILED, SCIM_GROUP_NAME_TAKEN, DEPARTMENT_NAME_TAKEN, and what
 *   `applyScimMembers` throws
 */
export async function updateScimGroup(
  tx: EntityManager,
  caller: Caller,
  id: string,
  { fields, members }: ScimGroupChange,
  expected: ExpectedVersion,
): Promise<ScimGroupRow> {
  const connectionId = scimConnectionOf(caller);
  const seen = await readScimGroup(tx, connectionId, id);
  // The tree is locked before the department, as where a department is deleted.
  const renames = fields(seen).display_name !== seen.display_name;
  if (renames || (await movesGroups(tx, caller, seen, members))) await lockTree(tx, caller.principal.organizationId);
  await lockGroup(tx, seen, 'FOR NO KEY UPDATE');
  const before = await readScimGroup(tx, connectionId, id);
  assertVersion(scimGroupVersion(before), expected, { id });
  const plan = await planScimMembers(tx, connectionId, id, members);
  // Adds and removals of single members do not wait for the lock: the plan must not have seen one that the version lacks.
  if (expected !== null) assertVersion(scimGroupVersion(await readScimGroup(tx, connectionId, id)), expected, { id });
  await updateFields(tx, caller, before, fields(before));
  await applyScimMembers(tx, caller, before.department_id, plan);
  return readScimGroup(tx, connectionId, id);
}

/** Whether a change may move departments below the group, or from below it. */
async function movesGroups(
  tx: EntityManager,
  { principal }: Caller,
  { department_id }: ScimGroupRow,
  { exactly, each }: ScimMembersChange,
): Promise<boolean> {
  if ([...(exactly ?? each.keys())].some((id) => departmentIdSchema.safeParse(id).success)) return true;
  if (exactly === null) return false;
  const children: unknown[] = await tx.query(
    'SELECT FROM departments WHERE organization_id = $1 AND parent_id = $2 LIMIT 1',
    [principal.organizationId, department_id],
  );
  return children.length > 0;
}

/**
 * Locks a group against other changes, with the lock of its department: `FOR UPDATE` makes adds wait, too. A statement of
 * its own, so that the next one sees what was committed while this one waited.
 */
async function lockGroup(
  tx: EntityManager,
  { department_id }: ScimGroupRow,
  strength: 'FOR NO KEY UPDATE' | 'FOR UPDATE',
): Promise<void> {
  await tx.query(`SELECT FROM departments WHERE id = $1 ${strength}`, [department_id]);
}

async function updateFields(tx: EntityManager, caller: Caller, before: ScimGroupRow, after: ScimGroupFields) {
  const { department_id: id } = before;
  if (after.display_name !== before.display_name) {
    await assertNameFree(tx, scimConnectionOf(caller), after.display_name, id);
    await updateDepartment(tx, caller, { id, expected: null }, { name: after.display_name });
  }
  const [, updated]: [unknown[], number] = await tx.query(
    `UPDATE scim_groups SET external_id = $2, attributes = $3, version = version + 1, updated_at = clock_timestamp()
     WHERE department_id = $1 AND (external_id, attributes) IS DISTINCT FROM ($2, $3::jsonb)`,
    [id, after.external_id, after.attributes],
  );
  if (updated > 0) await auditFields(tx, caller, id, before, after);
}

/** The values of attributes stay out of the audit: only their names are recorded. */
function auditFields(
  tx: EntityManager,
  caller: Caller,
  id: DepartmentId,
  before: ScimGroupFields,
  after: ScimGroupFields,
): Promise<void> {
  const shown = ({ external_id, attributes }: ScimGroupFields) => ({
    external_id,
    scim_attributes: Object.keys(attributes).sort().join(', '),
  });
  const changed = differences(shown(before), shown(after)) ?? { after: shown(after) };
  return recordAudit(tx, caller, { action: 'department.update', departmentId: id, subject: id, ...changed });
}

/**
 * Deletes a group and its department. All its members leave it, also those added elsewhere, and departments below it move up.
 *
 * @throws DomainError SCIM_GROUP_NOT_FOUND, PRECONDITION_FAILED, DEPARTMENT_NAME_TAKEN (one that moves up),
 *   DEPARTMENT_IS_SCIM_ROOT
 */
export async function deleteScimGroup(
  tx: EntityManager,
  caller: Caller,
  id: string,
  expected: ExpectedVersion,
): Promise<void> {
  await lockTree(tx, caller.principal.organizationId);
  await lockGroup(tx, await readScimGroup(tx, scimConnectionOf(caller), id), 'FOR UPDATE');
  const group = await readScimGroup(tx, scimConnectionOf(caller), id);
  assertVersion(scimGroupVersion(group), expected, { id });
  const deletion = { id: group.department_id, expected: null, children: 'reparent', members: 'remove' } as const;
  await deleteDepartment(tx, caller, deletion);
}
