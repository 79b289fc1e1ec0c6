import {
  type Actor,
  type Caller,
  DECIDED_STATUS,
  type DepartmentId,
  DomainError,
  deriveOperationId,
  type MembershipDecision,
  type MembershipRequestId,
  type MembershipRequestObject,
  type OperationId,
  originOf,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { recordAudit } from '../audit/record-changes.js';
import { applyInTransaction } from '../memberships/membership-ledger.js';
import { REQUEST_COLUMNS, requestNotFound } from './membership-requests.js';
import { tellNow } from './tell-now.js';

/**
 * Decides a request. The first decision counts: the request's row is locked, and an approval adds the member in the same
 * transaction, so that a request is approved if and only if its member was added or already there. The same decision of
 * the same actor again changes nothing and gets the same answer.
 *
 * @throws DomainError MEMBERSHIP_REQUEST_NOT_FOUND, MEMBERSHIP_REQUEST_DECIDED, MEMBERSHIP_REQUEST_EXPIRED,
 *   MEMBER_DEACTIVATED. Then nothing has changed.
 */
export async function decideMembershipRequest(
  tx: EntityManager,
  caller: Caller,
  { departmentId, id }: { readonly departmentId: DepartmentId; readonly id: MembershipRequestId },
  decision: MembershipDecision,
): Promise<MembershipRequestObject> {
  const { organizationId, actor } = caller.principal;
  const [request]: MembershipRequestObject[] = await tx.query(
    `SELECT ${REQUEST_COLUMNS} FROM membership_requests r
     WHERE r.organization_id = $1 AND r.department_id = $2 AND r.id = $3 FOR NO KEY UPDATE`,
    [organizationId, departmentId, id],
  );
  if (!request) throw requestNotFound(id);
  const status = DECIDED_STATUS[decision];
  if (request.status === status && isSameActor(request.decided_by, actor)) return request;
  assertOpen(request);

  const operationId = decision === 'approve' ? await addMember(tx, caller, request) : null;
  const [[decided]]: [[MembershipRequestObject], number] = await tx.query(
    `UPDATE membership_requests r
     SET status = $2, decided_by_type = $3, decided_by_id = $4, ended_at = clock_timestamp(), operation_id = $5,
         tell_at = ${tellNow('r.organization_id')}
     WHERE r.id = $1 RETURNING ${REQUEST_COLUMNS}`,
    [id, status, actor.type, actor.id, operationId],
  );
  await recordAudit(tx, caller, {
    action: `membership_request.${decision}`,
    departmentId,
    userId: request.user_id,
    ...(operationId === null ? {} : { operationId }),
    subject: id,
    before: { status: 'pending' },
    after: { status },
  });
  return decided;
}

function isSameActor(one: Actor | null, other: Actor): boolean {
  return one !== null && one.type === other.type && one.id === other.id;
}

function assertOpen({ id, status, expires_at, decided_by, decided_at }: MembershipRequestObject): void {
  if (status === 'pending') return;
  const details = { request_id: id, status };
  if (status === 'expired') throw new DomainError('MEMBERSHIP_REQUEST_EXPIRED', { ...details, expires_at });
  throw new DomainError('MEMBERSHIP_REQUEST_DECIDED', { ...details, decided_by, decided_at });
}

/** The operation that adds the member. Its ID follows from the request, so that there can be no second one. */
async function addMember(tx: EntityManager, caller: Caller, request: MembershipRequestObject): Promise<OperationId> {
  const operationId = deriveOperationId('membership-request', request.id);
  const outcome = await applyInTransaction(tx, {
    ...originOf(caller),
    operationId,
    kind: 'member.put',
    organizationId: caller.principal.organizationId,
    departmentId: request.department_id,
    userId: request.user_id,
    requestHash: null,
    submittedAt: new Date().toISOString(),
  });
  if (outcome.status === 'added' || outcome.status === 'present') return operationId;
  if (outcome.status === 'rejected') throw new DomainError(outcome.code, outcome.details);
  throw new DomainError('OPERATION_FAILED');
}
