import type { DepartmentId, OrganizationId, UserId } from '@roster/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { type AuditedChange, recordChanges } from '../audit/record-changes.js';
import { isOpen } from '../open-organizations.js';
import { tellNow } from './tell-now.js';

/** Requests that one transaction marks. */
const BATCH_SIZE = 500;

interface Expired {
  readonly id: string;
  readonly organization_id: OrganizationId;
  readonly department_id: DepartmentId;
  readonly user_id: UserId;
}

/** Marks requests that are past their time as expired. They count as expired before that. Returns how many there were. */
export function expireMembershipRequests(dataSource: DataSource, traceId: string): Promise<number> {
  return dataSource.transaction((tx) =>
    expire(
      tx,
      traceId,
      `id IN (SELECT id FROM membership_requests WHERE status = 'pending' AND expires_at <= clock_timestamp()
                AND ${isOpen('membership_requests.organization_id')}
              ORDER BY expires_at LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED)`,
    ),
  );
}

/** Marks the request to add this user to this department, if it is past its time, so that it is not in the way. */
export async function expireRequestFor(
  tx: EntityManager,
  traceId: string,
  { departmentId, userId }: { readonly departmentId: DepartmentId; readonly userId: UserId },
): Promise<void> {
  await expire(tx, traceId, 'department_id = $1 AND user_id = $2', [departmentId, userId]);
}

async function expire(
  tx: EntityManager,
  traceId: string,
  condition: string,
  values: readonly string[] = [],
): Promise<number> {
  const [expired]: [Expired[], number] = await tx.query(
    `UPDATE membership_requests r SET status = 'expired', ended_at = expires_at, tell_at = ${tellNow('r.organization_id')}
     WHERE ${condition} AND status = 'pending' AND expires_at <= clock_timestamp()
     RETURNING id, organization_id, department_id, user_id`,
    [...values],
  );
  const origin = { actor: { type: 'system', id: 'membership-requests' }, channel: 'system', traceId } as const;
  for (const organizationId of new Set(expired.map(({ organization_id }) => organization_id))) {
    const own = expired.filter(({ organization_id }) => organization_id === organizationId);
    await recordChanges(tx, origin, organizationId, own.map(expiry));
  }
  return expired.length;
}

function expiry({ id, department_id: departmentId, user_id: userId }: Expired): AuditedChange {
  const states = { before: { status: 'pending' }, after: { status: 'expired' } };
  return { action: 'membership_request.expire', departmentId, userId, subject: id, ...states };
}
