import { Controller, Inject } from '@nestjs/common';
import { allAuditEvents, EventIds, listAuditEvents } from '@roster/database';
import type { DataSource } from 'typeorm';
import { ok, streamed } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { ConsistentReads } from '../replica/consistent-reads.js';
import { READS } from '../tokens.js';
import { audit } from './audit.contract.js';
import { auditCsv } from './audit-csv.js';
import { toAuditEventObject } from './audit-event-object.js';

/** Rows are counted from 1. */
const NO_EVENT = '0';

@Controller()
export class AuditController {
  private ids: EventIds | undefined;

  constructor(
    @Inject(READS) private readonly reads: DataSource,
    private readonly consistentReads: ConsistentReads,
  ) {}

  @Endpoint(audit.listAuditEvents)
  async list({ path, query, wantsCsv, freshness }: RequestOf<typeof audit.listAuditEvents>) {
    const { limit, cursor, from, to } = query;
    this.ids ??= await EventIds.read(this.reads);
    const { ids } = this;
    const filter = {
      actorId: query.actor,
      action: query.action,
      departmentId: query.department_id,
      userId: query.user_id,
      operationId: query.operation_id,
      traceId: query.trace_id,
      from,
      to,
    };
    const read = this.consistentReads.for(freshness);
    if (wantsCsv) {
      return ok(streamed(auditCsv(allAuditEvents(read, path.organizationId, filter), ids)), {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="audit-events.csv"',
      });
    }
    // An ID that is none of ours leads to an empty page, as one of another organization does.
    const before = cursor && (ids.decode(cursor) ?? NO_EVENT);
    const { items, next } = await listAuditEvents(read, { ...path, filter, limit, before });
    return {
      data: items.map((event) => toAuditEventObject(event, ids)),
      next_cursor: next && encodeCursor(ids.encode(next)),
    };
  }
}
