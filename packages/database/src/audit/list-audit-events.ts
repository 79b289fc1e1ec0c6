import type { DepartmentId, OperationId, OrganizationId, UserId } from '@roster/domain';
import type { AuditEvent } from '../entities/audit-event.entity.js';
import { type Page, pageOf } from '../sql.js';
import { BLOCK_RANGE } from '../transactions/planned-transaction.js';
import { readPrepared } from '../transactions/prepared-statement.js';
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

/** Named, because a prepared statement must not change its columns when a migration adds one. */
const COLUMNS = `id, organization_id, occurred_at, action, department_id, user_id, channel, actor_type, actor_id,
  operation_id, trace_id, address, subject, "before", "after"`;

const NEWEST_FIRST = 'ORDER BY occurred_at DESC, id DESC';

/** These may be so rare that only a Bloom filter finds them. */
const BY_BLOCK_RANGE = ['actorId', 'action', 'departmentId', 'userId', 'operationId', 'traceId'] as const;

/**
 * A page of the audit, the newest event first. Planning it takes longer than reading it, and the longer the more partitions
 * there are, so it is prepared, unless a filter's best index depends on its value.
 */
export async function listAuditEvents(
  read: ReadRunner,
  { organizationId, filter, limit, before }: AuditEventQuery,
): Promise<Page<AuditEvent, string>> {
  const { conditions, values } = toSql(organizationId, filter, before);
  const newest = (most: string | number) =>
    `SELECT ${COLUMNS} FROM audit_events WHERE ${conditions.join(' AND ')} ${NEWEST_FIRST} LIMIT ${most}`;
  const wanted = `$${values.push(limit + 1)}`;
  // Postgres keeps a plan for all values only if it knows that few rows are wanted: hence the constant limit.
  const prepared = `SELECT * FROM (${newest(EXPORT_PAGE + 1)}) events ${NEWEST_FIRST} LIMIT ${wanted}`;
  const name = ['list-audit-events', before && 'before', filter.from && 'from', filter.to && 'to'];
  const rows = await (BY_BLOCK_RANGE.some((key) => filter[key] !== undefined)
    ? read<AuditEvent[]>((tx) => tx.query(newest(wanted), values), BLOCK_RANGE)
    : read((tx) => readPrepared<AuditEvent>(tx, name.filter(Boolean).join('-'), prepared, values)));
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
