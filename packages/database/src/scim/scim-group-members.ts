import {
  type Caller,
  type DepartmentId,
  DomainError,
  departmentIdSchema,
  type MembershipCommand,
  type MembershipCommandKind,
  type MembershipOutcome,
  newId,
  originOf,
  type ScimConnectionId,
  type UserId,
  userIdSchema,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { moveDepartment } from '../departments/move-department.js';
import { applyAllInTransaction } from '../memberships/membership-ledger.js';
import { readScimConnection, scimConnectionOf } from '../scim-connections/scim-connections.js';
import { groupNotFound } from './scim-group-rows.js';

/** How a request changes the members of a group: the IDs of users and groups. */
export interface ScimMembersChange {
  /** All members after the change; null: those that are neither added nor removed stay. */
  readonly exactly: ReadonlySet<string> | null;
  /** True for those to add, false for those to remove. */
  readonly each: ReadonlyMap<string, boolean>;
}

/** What has to be done: members who are there already, or not there to remove, are left out. */
export interface ScimMembersPlan {
  readonly people: readonly { readonly userId: UserId; readonly kind: 'member.put' | 'member.remove' }[];
  /** Groups that become children of the group, or stop being some. */
  readonly groups: readonly { readonly departmentId: DepartmentId; readonly enters: boolean }[];
}

/** The most memberships that one request changes, so that its transaction ends in time. */
const MOST_CHANGES = 20_000;

interface PlannedRow {
  readonly id: string;
  readonly adds: boolean;
  readonly known: boolean;
  readonly present: boolean;
}

/**
 * Finds out what a change has to do. It looks up the people and groups that the change names; all members of the group
 * only if the change says exactly who they are.
 *
 * @throws DomainError SCIM_GROUP_NOT_FOUND, SCIM_MEMBER_NOT_FOUND for one to add that is not the connection's,
 *   SCIM_TOO_MANY_MEMBERS
 */
export async function planScimMembers(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  id: string,
  { exactly, each }: ScimMembersChange,
): Promise<ScimMembersPlan> {
  const wanted = exactly === null ? each : new Map([...exactly].map((member) => [member, true] as const));
  const rows = await lookUp(tx, connectionId, id, wanted);
  const missing = rows.filter(({ adds, known }) => adds && !known).map((row) => row.id);
  if (missing.length > 0) throw new DomainError('SCIM_MEMBER_NOT_FOUND', { members: missing.slice(0, 20) });
  const due = rows.filter(({ adds, known, present }) => known && adds !== present);
  const leaving = exactly === null ? [] : await othersIn(tx, connectionId, id, [...exactly]);
  const all = [...due, ...leaving.map((other) => ({ id: other, adds: false }))];
  if (all.length > MOST_CHANGES) throw new DomainError('SCIM_TOO_MANY_MEMBERS', { limit: MOST_CHANGES });
  return {
    people: all.flatMap(({ id: member, adds }) => {
      const userId = userIdSchema.safeParse(member);
      return userId.success ? [{ userId: userId.data, kind: adds ? 'member.put' : 'member.remove' } as const] : [];
    }),
    groups: all.flatMap(({ id: member, adds }) => {
      const departmentId = departmentIdSchema.safeParse(member);
      return departmentId.success ? [{ departmentId: departmentId.data, enters: adds }] : [];
    }),
  };
}

/**
 * A row for each named member; one without an ID says that there is the group when nobody is named. LATERAL so that there
 * is only one plan: each member by key.
 */
async function lookUp(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  id: string,
  wanted: ReadonlyMap<string, boolean>,
): Promise<PlannedRow[]> {
  const rows: (PlannedRow | { id: null })[] = await tx.query(
    `SELECT w.id, w.adds, person.user_id IS NOT NULL OR child.department_id IS NOT NULL AS known,
            coalesce(person.present, child.present, false) AS present
     FROM scim_groups s
     LEFT JOIN unnest($3::text[], $4::boolean[]) AS w (id, adds) ON true
     LEFT JOIN LATERAL (
       SELECT u.user_id, m.user_id IS NOT NULL AS present
       FROM scim_users u
       LEFT JOIN department_members m ON m.department_id = s.department_id AND m.user_id = u.user_id
       WHERE u.connection_id = s.connection_id AND u.user_id = w.id AND u.deleted_at IS NULL LIMIT 1
     ) person ON true
     LEFT JOIN LATERAL (
       SELECT g.department_id, d.parent_id = s.department_id AS present
       FROM scim_groups g JOIN departments d ON d.id = g.department_id
       WHERE g.connection_id = s.connection_id AND g.department_id = w.id LIMIT 1
     ) child ON true
     WHERE s.connection_id = $1 AND s.department_id = $2`,
    [connectionId, id, [...wanted.keys()], [...wanted.values()]],
  );
  if (rows.length === 0) throw groupNotFound(id);
  return rows.filter((row): row is PlannedRow => row.id !== null);
}

/** The connection's people and groups in the group, except these. */
async function othersIn(
  tx: EntityManager,
  connectionId: ScimConnectionId,
  id: string,
  kept: readonly string[],
): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `(SELECT m.user_id AS id
      FROM scim_groups s
      JOIN department_members m ON m.organization_id = s.organization_id AND m.department_id = s.department_id
      JOIN scim_users u ON u.organization_id = m.organization_id AND u.user_id = m.user_id
      WHERE s.connection_id = $1 AND s.department_id = $2 AND u.connection_id = $1 AND u.deleted_at IS NULL
        AND m.user_id <> ALL ($3)
      LIMIT ${MOST_CHANGES + 1})
     UNION ALL
     SELECT c.id
     FROM scim_groups s
     JOIN departments c ON c.organization_id = s.organization_id AND c.parent_id = s.department_id
     JOIN scim_groups g ON g.organization_id = c.organization_id AND g.department_id = c.id
     WHERE s.connection_id = $1 AND s.department_id = $2 AND g.connection_id = $1 AND c.id <> ALL ($3)`,
    [connectionId, id, kept],
  );
  return rows.map((row) => row.id);
}

/** The command that puts a member into a group, or removes one. */
export function scimMemberCommand(
  caller: Caller,
  departmentId: DepartmentId,
  { userId, kind }: { readonly userId: UserId; readonly kind: MembershipCommandKind },
): MembershipCommand {
  return {
    ...originOf(caller),
    operationId: newId('operation'),
    kind,
    organizationId: caller.principal.organizationId,
    departmentId,
    userId,
    requestHash: null,
    submittedAt: new Date().toISOString(),
  };
}

/**
 * Throws unless the member is, or is not, in the group as it was to be. That somebody else has removed the member a moment
 * before is no error.
 *
 * @throws DomainError SCIM_MEMBER_NOT_FOUND, SCIM_GROUP_NOT_FOUND, MEMBER_DEACTIVATED, OPERATION_FAILED
 */
export function assertScimMemberChanged(outcome: MembershipOutcome): void {
  if (outcome.status === 'failed' || outcome.status === 'cancelled') throw new DomainError('OPERATION_FAILED');
  if (outcome.status !== 'rejected' || outcome.code === 'DEPARTMENT_MEMBER_NOT_FOUND') return;
  const { code, details } = outcome;
  if (code === 'MEMBER_NOT_FOUND') throw new DomainError('SCIM_MEMBER_NOT_FOUND', { members: [details.user_id] });
  if (code === 'DEPARTMENT_NOT_FOUND') throw groupNotFound(String(details.department_id));
  throw new DomainError(code, details);
}

/**
 * Makes all changes of a plan in this transaction.
 *
 * @throws DomainError as `assertScimMemberChanged`, DEPARTMENT_CYCLE, DEPARTMENT_TOO_DEEP, DEPARTMENT_NAME_TAKEN
 */
export async function applyScimMembers(
  tx: EntityManager,
  caller: Caller,
  departmentId: DepartmentId,
  { people, groups }: ScimMembersPlan,
): Promise<void> {
  const commands = people.map((person) => scimMemberCommand(caller, departmentId, person));
  const outcomes = await applyAllInTransaction(tx, commands);
  outcomes.forEach(assertScimMemberChanged);
  if (groups.length === 0) return;
  const connection = await readScimConnection(tx, caller.principal.organizationId, scimConnectionOf(caller));
  for (const { departmentId: id, enters } of groups) {
    const parentId = enters ? departmentId : connection.root_department_id;
    await moveDepartment(tx, caller, { id, parentId, expected: null, dryRun: false });
  }
}
