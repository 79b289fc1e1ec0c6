import type { ChangeOrigin, DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/**
 * Ends all memberships of these departments, with an audit row for each. A member whom the ledger removes at the same
 * moment is audited there and not here: `RETURNING` names only what this statement deleted. Rows are locked in the
 * order of the primary key, as the ledger does.
 */
export async function removeMembers(
  tx: EntityManager,
  { channel, actor, traceId, address }: ChangeOrigin,
  organizationId: OrganizationId,
  departmentIds: readonly DepartmentId[],
): Promise<void> {
  await tx.query(
    `WITH leaving AS MATERIALIZED (
       SELECT m.department_id, m.user_id FROM department_members m
       WHERE m.organization_id = $1 AND m.department_id = ANY ($2)
       ORDER BY m.department_id, m.user_id
       FOR UPDATE
     ),
     removed AS (
       DELETE FROM department_members m USING leaving l
       WHERE m.department_id = l.department_id AND m.user_id = l.user_id
       RETURNING m.department_id, m.user_id
     )
     INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                               actor_type, actor_id, trace_id, address)
     SELECT $1, clock_timestamp(), 'member.remove', r.department_id, r.user_id, $3, $4, $5, $6, $7
     FROM removed r
     ORDER BY r.department_id, r.user_id`,
    [organizationId, departmentIds, channel, actor.type, actor.id, traceId, address],
  );
}
