import {
  type Actor,
  type Caller,
  type DepartmentId,
  DomainError,
  MAX_OPEN_REQUESTS,
  type MembershipRequestId,
  type MembershipRequestObject,
  type MembershipRequestStatus,
  newId,
  type OrganizationId,
  REQUEST_OPEN_DAYS,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { lockRequestsOf } from '../advisory-locks.js';
import { recordAudit } from '../audit/record-changes.js';
import { assertDepartment } from '../departments/department-row.js';
import { readMember } from '../members/members.js';
import { type Page, pageOf, rfc3339 } from '../sql.js';
import { expireRequestFor } from './expire-membership-requests.js';
import { tellNow } from './tell-now.js';

/** A request is expired as soon as its time is over, also before its row says so. */
export const REQUEST_STATUS = `
  CASE WHEN r.status = 'pending' AND r.expires_at <= clock_timestamp() THEN 'expired' ELSE r.status END`;

/** The request object of a row `r`. */
export const REQUEST_COLUMNS = `
  r.id, r.department_id, r.user_id, r.reason, ${REQUEST_STATUS} AS status,
  json_build_object('type', r.requested_by_type, 'id', r.requested_by_id) AS requested_by,
  ${rfc3339('r.created_at')} AS created_at, ${rfc3339('r.expires_at')} AS expires_at,
  CASE WHEN r.decided_by_id IS NOT NULL THEN json_build_object('type', r.decided_by_type, 'id', r.decided_by_id) END
    AS decided_by,
  CASE WHEN r.decided_by_id IS NOT NULL THEN ${rfc3339('r.ended_at')} END AS decided_at,
  r.operation_id`;

export interface NewMembershipRequest {
  readonly departmentId: DepartmentId;
  readonly userId: UserId;
  readonly reason: string | null;
  /** Derived from where it came from, when it may come twice. The same ID is the same request. */
  readonly id?: MembershipRequestId;
  /** The Slack workspace in which it was made. */
  readonly workspaceId?: string;
}

/**
 * Asks those who may decide to add a member of the organization to a department.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND, MEMBER_NOT_FOUND, MEMBER_DEACTIVATED, DEPARTMENT_MEMBERSHIP_DUPLICATE,
 *   MEMBERSHIP_REQUEST_DUPLICATE, MEMBERSHIP_REQUEST_LIMIT_REACHED
 */
export async function createMembershipRequest(
  tx: EntityManager,
  caller: Caller,
  wanted: NewMembershipRequest,
): Promise<MembershipRequestObject> {
  const { departmentId, userId, reason, id = newId('membershipRequest'), workspaceId = null } = wanted;
  const { organizationId, actor } = caller.principal;
  await lockRequestsOf(tx, organizationId, actor);
  const [known] = await selectRequests(tx, 'r.organization_id = $1 AND r.id = $2', [organizationId, id]);
  if (known) return known;
  await assertMayJoin(tx, organizationId, departmentId, userId);
  await assertBelowLimit(tx, organizationId, actor);
  await expireRequestFor(tx, caller.traceId, { departmentId, userId });
  const [created]: MembershipRequestObject[] = await tx.query(
    `INSERT INTO membership_requests AS r (id, organization_id, department_id, user_id, reason, requested_by_type,
                                           requested_by_id, expires_at, slack_workspace_id, tell_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + interval '${REQUEST_OPEN_DAYS} days', $8,
             ${tellNow('$2')})
     ON CONFLICT (department_id, user_id) WHERE status = 'pending' DO NOTHING
     RETURNING ${REQUEST_COLUMNS}`,
    [id, organizationId, departmentId, userId, reason, actor.type, actor.id, workspaceId],
  );
  if (!created) throw await duplicate(tx, departmentId, userId);
  const { expires_at } = created;
  const after = { status: 'pending', reason, expires_at };
  await recordAudit(tx, caller, { action: 'membership_request.create', departmentId, userId, subject: id, after });
  return created;
}

async function assertMayJoin(
  tx: EntityManager,
  organizationId: OrganizationId,
  departmentId: DepartmentId,
  userId: UserId,
): Promise<void> {
  await assertDepartment(tx, organizationId, departmentId);
  const { status } = await readMember(tx, organizationId, userId);
  if (status === 'deactivated') throw new DomainError('MEMBER_DEACTIVATED', { user_id: userId });
  const members: unknown[] = await tx.query(
    'SELECT FROM department_members WHERE department_id = $1 AND user_id = $2',
    [departmentId, userId],
  );
  const details = { user_id: userId, department_id: departmentId };
  if (members.length > 0) throw new DomainError('DEPARTMENT_MEMBERSHIP_DUPLICATE', details);
}

async function assertBelowLimit(tx: EntityManager, organizationId: OrganizationId, actor: Actor): Promise<void> {
  const [{ open }] = await tx.query(
    `SELECT count(*)::int AS open FROM membership_requests
     WHERE organization_id = $1 AND requested_by_id = $2 AND requested_by_type = $3 AND status = 'pending'
       AND expires_at > clock_timestamp()`,
    [organizationId, actor.id, actor.type],
  );
  if (open >= MAX_OPEN_REQUESTS)
    throw new DomainError('MEMBERSHIP_REQUEST_LIMIT_REACHED', { limit: MAX_OPEN_REQUESTS });
}

async function duplicate(tx: EntityManager, departmentId: DepartmentId, userId: UserId): Promise<DomainError> {
  const open = `r.department_id = $1 AND r.user_id = $2 AND r.status = 'pending'`;
  const [request] = await selectRequests(tx, open, [departmentId, userId]);
  // It may have been decided just now.
  const details = { user_id: userId, department_id: departmentId, request_id: request?.id ?? null };
  return new DomainError('MEMBERSHIP_REQUEST_DUPLICATE', details);
}

/** Whose requests may be seen. Null: everybody's, by those who may decide. */
type Viewer = Actor | null;

/**
 * A request that the viewer made, or that is about the viewer, or that the viewer may decide.
 *
 * @throws DomainError MEMBERSHIP_REQUEST_NOT_FOUND, also when the viewer may not see it
 */
export async function readMembershipRequest(
  tx: EntityManager,
  organizationId: OrganizationId,
  departmentId: DepartmentId,
  { id, viewer }: { readonly id: MembershipRequestId; readonly viewer: Viewer },
): Promise<MembershipRequestObject> {
  const { condition, values } = visibleIn(organizationId, departmentId, viewer);
  const [request] = await selectRequests(tx, `${condition} AND r.id = $${values.push(id)}`, values);
  if (!request) throw requestNotFound(id);
  return request;
}

export function requestNotFound(id: MembershipRequestId): DomainError {
  return new DomainError('MEMBERSHIP_REQUEST_NOT_FOUND', { request_id: id });
}

interface RequestList {
  readonly organizationId: OrganizationId;
  readonly departmentId: DepartmentId;
  readonly viewer: Viewer;
  readonly status?: MembershipRequestStatus | undefined;
  readonly limit: number;
  /** The last request of the previous page. */
  readonly after?: RequestPosition | undefined;
}

export interface RequestPosition {
  /** RFC 3339. */
  readonly createdAt: string;
  readonly id: MembershipRequestId;
}

/**
 * A page of a department's requests, the newest first.
 *
 * @throws DomainError DEPARTMENT_NOT_FOUND
 */
export async function listMembershipRequests(
  tx: EntityManager,
  { organizationId, departmentId, viewer, status, limit, after }: RequestList,
): Promise<Page<MembershipRequestObject, RequestPosition>> {
  await assertDepartment(tx, organizationId, departmentId);
  const { condition, values } = visibleIn(organizationId, departmentId, viewer);
  const wanted = [condition];
  if (status !== undefined) wanted.push(`${REQUEST_STATUS} = $${values.push(status)}`);
  if (after !== undefined) {
    wanted.push(`(r.created_at, r.id) < ($${values.push(after.createdAt)}::timestamptz, $${values.push(after.id)})`);
  }
  const order = `ORDER BY r.created_at DESC, r.id DESC LIMIT $${values.push(limit + 1)}`;
  const rows = await selectRequests(tx, `${wanted.join(' AND ')} ${order}`, values);
  return pageOf(rows, limit, ({ created_at: createdAt, id }) => ({ createdAt, id }));
}

function visibleIn(organizationId: OrganizationId, departmentId: DepartmentId, viewer: Viewer) {
  const values: unknown[] = [organizationId, departmentId];
  const inDepartment = 'r.organization_id = $1 AND r.department_id = $2';
  if (viewer === null) return { condition: inDepartment, values };
  values.push(viewer.type, viewer.id);
  const own = `((r.requested_by_type = $3 AND r.requested_by_id = $4) OR ($3 = 'user' AND r.user_id = $4))`;
  return { condition: `${inDepartment} AND ${own}`, values };
}

function selectRequests(
  tx: EntityManager,
  condition: string,
  values: readonly unknown[],
): Promise<MembershipRequestObject[]> {
  return tx.query(`SELECT ${REQUEST_COLUMNS} FROM membership_requests r WHERE ${condition}`, [...values]);
}
