import type { Caller, DepartmentId, OperationId, UserId } from '@roster/domain';
import type { EntityManager } from 'typeorm';

/** Values of the subject before or after a change; secrets never are among them. */
type AuditedValues = Readonly<Record<string, unknown>>;

export interface AuditRecord {
  readonly caller: Caller;
  /** `subject.verb`, for example `person.update`. */
  readonly action: string;
  readonly departmentId?: DepartmentId | undefined;
  readonly userId?: UserId | undefined;
  readonly operationId?: OperationId | undefined;
  readonly before?: AuditedValues | undefined;
  readonly after?: AuditedValues | undefined;
}

/** Writes what was changed into the audit, in the transaction of the change: both are there, or neither is. */
export async function recordAudit(tx: EntityManager, ...records: readonly AuditRecord[]): Promise<void> {
  await tx.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, operation_id, channel,
                               actor_type, actor_id, trace_id, before, after)
     SELECT r.organization_id, date_trunc('milliseconds', clock_timestamp()), r.action, r.department_id, r.user_id,
            r.operation_id, r.channel, r.actor_type, r.actor_id, r.trace_id, r.before, r.after
     FROM jsonb_to_recordset($1::jsonb) AS r (
       organization_id text, action text, department_id text, user_id text, operation_id text, channel text,
       actor_type text, actor_id text, trace_id text, before jsonb, after jsonb)`,
    [JSON.stringify(records.map(toRow))],
  );
}

function toRow({ caller, action, departmentId, userId, operationId, before, after }: AuditRecord) {
  const { principal, channel, traceId } = caller;
  return {
    organization_id: principal.organizationId,
    action,
    department_id: departmentId,
    user_id: userId,
    operation_id: operationId,
    channel,
    actor_type: principal.actor.type,
    actor_id: principal.actor.id,
    trace_id: traceId,
    before,
    after,
  };
}
