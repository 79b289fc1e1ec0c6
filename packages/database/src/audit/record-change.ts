import type { ChangeOrigin, DepartmentId, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** A change of one thing: null before when it was created, null after when it is gone. */
export interface AuditedChange {
  readonly action: string;
  readonly organizationId: OrganizationId;
  readonly departmentId?: DepartmentId;
  readonly userId?: UserId;
  readonly operationId?: OperationId;
  /** The id of what was changed; null when it is the membership that department and user name. */
  readonly subject: string | null;
  readonly before: object | null;
  readonly after: object | null;
}

/** Writes what was changed, in the transaction of the change; in the order given. */
export async function recordChanges(
  tx: EntityManager,
  origin: ChangeOrigin,
  changes: readonly AuditedChange[],
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, operation_id, subject,
                               "before", "after", channel, actor_type, actor_id, trace_id, address)
     SELECT c."organizationId", clock_timestamp(), c.action, c."departmentId", c."userId", c."operationId", c.subject,
            c."before", c."after", $2, $3, $4, $5, $6
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
       "organizationId" text, action text, "departmentId" text, "userId" text, "operationId" text, subject text,
       "before" jsonb, "after" jsonb
     )) WITH ORDINALITY AS c ("organizationId", action, "departmentId", "userId", "operationId", subject,
                              "before", "after", position)
     ORDER BY c.position`,
    [JSON.stringify(changes), origin.channel, origin.actor.type, origin.actor.id, origin.traceId, origin.address],
  );
}
