import {
  type AuditAction,
  type Caller,
  type ChangeOrigin,
  type DepartmentId,
  type OperationId,
  type OrganizationId,
  originOf,
  type UserId,
} from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** A change of one thing. Secrets are never among the values. */
export interface AuditedChange {
  readonly action: AuditAction;
  readonly departmentId?: DepartmentId | undefined;
  readonly userId?: UserId;
  readonly operationId?: OperationId;
  /** The ID of what was changed; null when it is the membership of the user in the department. */
  readonly subject: string | null;
  /** The changed values before; left out when it was created. */
  readonly before?: object;
  /** The changed values after; left out when it was deleted. */
  readonly after?: object;
  /** Now unless given. */
  readonly occurredAt?: Date;
}

/**
 * Writes changes to the audit, in this order and in their own transaction: both are committed, or neither. The statement fails
 * when the organization is moving to another cell, and the changes are undone with it.
 */
export async function recordChanges(
  tx: EntityManager,
  { actor, channel, traceId, address }: ChangeOrigin,
  organizationId: OrganizationId,
  changes: readonly AuditedChange[],
): Promise<void> {
  await tx.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, operation_id, subject,
                               "before", "after", channel, actor_type, actor_id, trace_id, address)
     SELECT $2, coalesce(c."occurredAt", clock_timestamp()), c.action, c."departmentId", c."userId", c."operationId",
            c.subject, c."before", c."after", $3, $4, $5, $6, $7
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
       "occurredAt" timestamptz, action text, "departmentId" text, "userId" text, "operationId" text, subject text,
       "before" jsonb, "after" jsonb
     )) WITH ORDINALITY AS c ("occurredAt", action, "departmentId", "userId", "operationId", subject,
                              "before", "after", position)
     WHERE refuse_if_fenced($2)
     ORDER BY c.position`,
    [JSON.stringify(changes), organizationId, channel, actor.type, actor.id, traceId, address],
  );
}

/** The fields of an update whose values differ, before and after it; null when none does. */
export function differences<State extends object>(
  before: State,
  after: State,
): { before: Partial<State>; after: Partial<State> } | null {
  const fields = (Object.keys(after) as (keyof State)[]).filter((field) => before[field] !== after[field]);
  const pick = (state: State) => Object.fromEntries(fields.map((field) => [field, state[field]])) as Partial<State>;
  return fields.length === 0 ? null : { before: pick(before), after: pick(after) };
}

/** Writes what a caller changed in their organization. */
export function recordAudit(tx: EntityManager, caller: Caller, ...changes: readonly AuditedChange[]): Promise<void> {
  return recordChanges(tx, originOf(caller), caller.principal.organizationId, changes);
}
