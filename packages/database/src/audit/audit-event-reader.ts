import type { DepartmentId, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { blockRangeTransaction } from '../planning/planned-transaction.js';

/** What the events must have in common; what is not given does not matter. */
export interface AuditEventFilter {
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly departmentId?: DepartmentId | undefined;
  readonly userId?: UserId | undefined;
  readonly operationId?: OperationId | undefined;
  readonly traceId?: string | undefined;
  /** The first moment that counts, and the first that does not any more. */
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
  /** The `next` of the page before. */
  readonly before?: string | undefined;
}

const EXPORT_PAGE = 1_000;

/** What may be so rare that it is found by a Bloom filter only. */
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
    const events = rows.slice(0, limit);
    return { events, next: rows.length > limit ? (events.at(-1)?.id ?? null) : null };
  }

  /** Every event that fits, a thousand at a time: no connection is held while the reader of the export takes its time. */
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
