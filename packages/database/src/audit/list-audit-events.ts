import type { DepartmentId, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { type Page, pageOf } from '../sql.js';
import { BLOCK_RANGE } from '../transactions/planned-transaction.js';
import type { ReadRunner } from '../transactions/read-runner.js';

/** All given values must match. */
export interface AuditEventFilter {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly departmentId?: DepartmentId | undefined;
  readonly userId?: UserId | undefined;
  readonly operationId?: OperationId | undefined;
  readonly traceId?: string | undefined;
  /** From the first moment (inclusive) to the last (exclusive). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

interface AuditEventQuery {
  readonly organizationId: OrganizationId;
  readonly filter: AuditEventFilter;
  readonly limit: number;
  /** The ID of the last event of the previous page. */
  readonly before?: string | undefined;
}

const EXPORT_PAGE = 1_000;

/** These may be so rare that only a Bloom filter finds them. */
const BY_BLOCK_RANGE = ['actorId', 'action', 'departmentId', 'userId', 'operationId', 'traceId'] as const;

/** A page of the audit, the newest event first. */
export async function listAuditEvents(
  read: ReadRunner,
  { organizationId, filter, limit, before }: AuditEventQuery,
): Promise<Page<AuditEvent, string>> {
  const { conditions, values } = toSql(organizationId, filter, before);
  const text = `SELECT * FROM audit_events WHERE ${conditions.join(' AND ')} ORDER BY occurred_at DESC, id DESC
     LIMIT $${values.push(limit + 1)}`;
  const off = BY_BLOCK_RANGE.some((key) => filter[key] !== undefined) ? BLOCK_RANGE : [];
  const rows = await read<AuditEvent[]>((tx) => tx.query(text, values), off);
  return pageOf(rows, limit, ({ id }) => id);
}

/** All matching events, a thousand at a time: no connection is held while the consumer is slow. */
export async function* allAuditEvents(
  read: ReadRunner,
  organizationId: OrganizationId,
  filter: AuditEventFilter,
): AsyncGenerator<AuditEvent[]> {
  let before: string | undefined;
  do {
    const page = await listAuditEvents(read, { organizationId, filter, limit: EXPORT_PAGE, before });
    yield page.items;
    before = page.next ?? undefined;
  } while (before !== undefined);
}

function toSql(organizationId: OrganizationId, filter: AuditEventFilter, before: string | undefined) {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown) => {
    if (value !== undefined) conditions.push(`${condition} $${values.push(value)}`);
  };
  where('organization_id =', organizationId);
  if (before !== undefined) {
    values.push(before);
    conditions.push(`(occurred_at, id) < (
      (SELECT b.occurred_at FROM audit_events b WHERE b.organization_id = $1 AND b.id = $2), $2::bigint
    )`);
  }
  where('actor_id =', filter.actorId);
  where('action =', filter.action);
  where('department_id =', filter.departmentId);
  where('user_id =', filter.userId);
  where('operation_id =', filter.operationId);
  where('trace_id =', filter.traceId);
  where('occurred_at >=', filter.from);
  where('occurred_at <', filter.to);
  return { conditions, values };
}
