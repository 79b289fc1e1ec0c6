import { Controller, Inject } from '@nestjs/common';
import { allAuditEvents, listAuditEvents } from '@roster/database';
import type { DataSource } from 'typeorm';
import { ok, streamed } from '../contract/answers.js';
import { encodeCursor } from '../contract/cursor.js';
import { Endpoint, type RequestOf } from '../contract/endpoint.decorator.js';
import { READS } from '../tokens.js';
import { audit } from './audit.contract.js';
import { auditCsv } from './audit-csv.js';
import { toAuditEventObject } from './audit-event-object.js';

@Controller()
export class AuditController {
  constructor(@Inject(READS) private readonly reads: DataSource) {}

  @Endpoint(audit.listAuditEvents)
  async list({ path, query, wantsCsv }: RequestOf<typeof audit.listAuditEvents>) {
    const { limit, cursor: before, from, to } = query;
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
    if (wantsCsv) {
      return ok(streamed(auditCsv(allAuditEvents(this.reads, path.organizationId, filter))), {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="audit-events.csv"',
      });
    }
    const { items, next } = await listAuditEvents(this.reads, { ...path, filter, limit, before });
    return { data: items.map(toAuditEventObject), next_cursor: next && encodeCursor(next) };
  }
}
