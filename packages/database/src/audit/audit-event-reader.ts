import type { DepartmentId, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { pageOf } from '../sql.js';
import { blockRangeTransaction } from '../transactions/planned-transaction.js';

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

export interface AuditEventPage {
  readonly events: AuditEvent[];
  /** The id of the last event, for the next page; null on the last one. */
  readonly next: string | null;
}

interface AuditEventQuery {
  readonly organizationId: OrganizationId;
  readonly filter: AuditEventFilter;
  readonly limit: number;
  /** The `next` of the previous page. */
  readonly before?: string | undefined;
}

const EXPORT_PAGE = 1_000;

/** These may be so rare that only a Bloom filter finds them. */
const BY_BLOCK_RANGE = ['actorId', 'action', 'departmentId', 'userId', 'operationId', 'traceId'] as const;

/** Reads the audit, the newest event first. */
export class AuditEventReader {
  constructor(private readonly dataSource: DataSource) {}

  async list({ organizationId, filter, limit, before }: AuditEventQuery): Promise<AuditEventPage> {
    const { conditions, values } = toSql(organizationId, filter, before);
    const text = `SELECT * FROM audit_events WHERE ${conditions.join(' AND ')} ORDER BY occurred_at DESC, id DESC
       LIMIT $${values.length + 1}`;
    const rows: AuditEvent[] = BY_BLOCK_RANGE.some((key) => filter[key] !== undefined)
      ? await blockRangeTransaction(this.dataSource, (tx) => tx.query(text, [...values, limit + 1]))
      : await this.dataSource.query(text, [...values, limit + 1]);
    const { page, last } = pageOf(rows, limit);
    return { events: page, next: last?.id ?? null };
  }

  /** All matching events, a thousand at a time: no connection is held while the consumer is slow. */
  async *all(organizationId: OrganizationId, filter: AuditEventFilter): AsyncGenerator<AuditEvent[]> {
    let before: string | undefined;
    do {
      const page = await this.list({ organizationId, filter, limit: EXPORT_PAGE, before });
      yield page.events;
      before = page.next ?? undefined;
    } while (before !== undefined);
  }
}

function toSql(organizationId: OrganizationId, filter: AuditEventFilter, before: string | undefined) {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(`${condition} $${values.length}`);
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
