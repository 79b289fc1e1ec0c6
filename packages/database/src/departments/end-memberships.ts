import type { Caller, DepartmentId, ScimConnectionId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { ofUser } from '../sql.js';

/** Of these departments, of this user, or of this user in the groups of a SCIM connection. */
type EndingMemberships =
  | { readonly departmentIds: readonly DepartmentId[] }
  | { readonly userId: UserId; readonly connectionId?: ScimConnectionId };

/**
 * Ends memberships, and moves the members to the target unless it is null. Each membership that ends or begins is audited.
 * A member of several departments, or of the target already, is in the target once; a membership that was there stays as
 * it is.
 *
 * One statement, so that nobody is lost: a membership ends only together with one in the target. Rows are locked by
 * department, then user, as the ledger locks them. A concurrent remove or add of the ledger is waited for: `RETURNING`
 * names only what this statement deleted and inserted.
 */
export async function endMemberships(
  tx: EntityManager,
  { principal: { organizationId, actor }, channel, traceId, address }: Caller,
  of: EndingMemberships,
  target: DepartmentId | null = null,
): Promise<void> {
  const values: unknown[] = [
    organizationId,
    channel,
    actor.type,
    actor.id,
    traceId,
    address,
    target,
    target === null ? null : { department_id: target },
  ];
  await tx.query(
    `WITH clock AS MATERIALIZED (
       SELECT date_trunc('milliseconds', clock_timestamp()) AS at
     ),
     leaving AS MATERIALIZED (
       SELECT m.department_id, m.user_id FROM department_members m
       WHERE ${conditionOf(of, values)}
       ORDER BY m.department_id, m.user_id
       FOR UPDATE
     ),
     removed AS (
       DELETE FROM department_members m USING leaving l
       WHERE m.department_id = l.department_id AND m.user_id = l.user_id
       RETURNING m.department_id, m.user_id
     ),
     added AS (
       INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       SELECT $7, r.user_id, $1, clock.at, $3::text || ':' || $4::text
       FROM (SELECT DISTINCT user_id FROM removed WHERE $7::text IS NOT NULL) r, clock
       ORDER BY r.user_id
       ON CONFLICT (department_id, user_id) DO NOTHING
       RETURNING user_id
     ),
     change AS (
       SELECT 1 AS turn, 'member.remove' AS action, department_id, user_id,
              CASE WHEN $7::text IS NOT NULL THEN jsonb_build_object('department_id', department_id) END AS "before",
              $8::jsonb AS "after"
       FROM removed
       UNION ALL
       SELECT 2, 'member.add', $7, user_id, NULL, $8 FROM added
     )
     INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
                               actor_type, actor_id, trace_id, address, "before", "after")
     SELECT $1, clock.at, c.action, c.department_id, c.user_id, $2, $3, $4, $5, $6, c."before", c."after"
     FROM change c, clock
     ORDER BY c.turn, c.department_id, c.user_id`,
    values,
  );
}

function conditionOf(of: EndingMemberships, values: unknown[]): string {
  if ('departmentIds' in of)
    return `m.organization_id = $1 AND m.department_id = ANY ($${values.push(of.departmentIds)})`;
  const theirs = ofUser(`$${values.push(of.userId)}`);
  if (of.connectionId === undefined) return theirs;
  return `${theirs} AND m.department_id IN (
    SELECT g.department_id FROM scim_groups g
    WHERE g.organization_id = $1 AND g.connection_id = $${values.push(of.connectionId)}
  )`;
}
