import type { ChangeOrigin, DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { REMOVED_MEMBERS } from './removed-members.js';

/**
 * Moves all members of these departments to another one, with an audit row for each membership that ends and for each
 * that begins. Who is in several of them, or in the target already, is in the target once; the membership that was there
 * stays as it is.
 *
 * Nobody is lost: a membership ends here only together with one in the target, as both are one statement. A remove or an
 * add of the ledger that meets it is waited for, and `ON CONFLICT` and `RETURNING` then see what it has done.
 */
export async function moveMembers(
  tx: EntityManager,
  { actor, channel, traceId, address }: ChangeOrigin,
  organizationId: OrganizationId,
  departmentIds: readonly DepartmentId[],
  target: DepartmentId,
): Promise<void> {
  await tx.query(
    `WITH clock AS MATERIALIZED (
       SELECT date_trunc('milliseconds', clock_timestamp()) AS at
     ),
     ${REMOVED_MEMBERS},
     added AS (
       INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       SELECT $8, r.user_id, $1, clock.at, $4::text || ':' || $5::text
       FROM (SELECT DISTINCT user_id FROM removed) r, clock
       ORDER BY r.user_id
       ON CONFLICT (department_id, user_id) DO NOTHING
       RETURNING user_id
     ),
     change AS (
       SELECT 1 AS turn, 'member.remove' AS action, department_id, user_id,
              jsonb_build_object('department_id', department_id) AS "before",
              jsonb_build_object('department_id', $8::text) AS "after"
       FROM removed
       UNION ALL
       SELECT 2, 'member.add', $8, user_id, NULL, jsonb_build_object('department_id', $8::text) FROM added
     )
     INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                               actor_type, actor_id, trace_id, address, "before", "after")
     SELECT $1, clock.at, c.action, c.department_id, c.user_id, $3, $4, $5, $6, $7, c."before", c."after"
     FROM change c, clock
     ORDER BY c.turn, c.department_id, c.user_id`,
    [organizationId, departmentIds, channel, actor.type, actor.id, traceId, address, target],
  );
}
