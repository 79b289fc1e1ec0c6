import type { ChangeOrigin, DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { REMOVED_MEMBERS } from './removed-members.js';

/**
 * Ends all memberships of these departments, with an audit row for each. A member whom the ledger removes at the same
 * moment is audited there and not here.
 */
export async function removeMembers(
  tx: EntityManager,
  { channel, actor, traceId, address }: ChangeOrigin,
  organizationId: OrganizationId,
  departmentIds: readonly DepartmentId[],
): Promise<void> {
  await tx.query(
    `WITH ${REMOVED_MEMBERS}
     INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                               actor_type, actor_id, trace_id, address)
     SELECT $1, clock_timestamp(), 'member.remove', r.department_id, r.user_id, $3, $4, $5, $6, $7
     FROM removed r
     ORDER BY r.department_id, r.user_id`,
    [organizationId, departmentIds, channel, actor.type, actor.id, traceId, address],
  );
}
