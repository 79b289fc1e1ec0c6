import { Readable } from 'node:stream';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { AuditEventReader } from '@roster/database';
import type { OrganizationId } from '@roster/domain';
import type { FastifyReply } from 'fastify';
import { Allow } from '../auth/access.guard.js';
import { prefers } from '../requests/accept.js';
import { encodeCursor } from '../requests/cursor.js';
import { PathId } from '../requests/path-id.decorator.js';
import { ValidQuery } from '../requests/query.decorator.js';
import { DocumentAuditEvents } from './audit.docs.js';
import { auditCsv } from './audit-csv.js';
import { type AuditEventPageObject, toAuditEventObject } from './audit-event-object.js';
import { type AuditQuery, auditQuerySchema, toFilter } from './audit-query.js';

@Controller('v1/organizations/:organization_id/audit-events')
export class AuditController {
  constructor(private readonly events: AuditEventReader) {}

  @Get()
  @Allow('audit.read')
  @DocumentAuditEvents()
  async list(
    @PathId('organization_id') organizationId: OrganizationId,
    @ValidQuery(auditQuerySchema) query: AuditQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEventPageObject | Readable> {
    // The origin counts when CORS is on; a cache may always be told so.
    reply.header('vary', 'accept, origin');
    const filter = toFilter(query);
    if (prefers(accept, 'text/csv')) {
      reply.type('text/csv; charset=utf-8; header=present');
      reply.header('content-disposition', 'attachment; filename="audit-events.csv"');
      return Readable.from(auditCsv(this.events.all(organizationId, filter)));
    }
    const { events, next } = await this.events.list({
      organizationId,
      filter,
      limit: query.limit,
      before: query.cursor,
    });
    return { data: events.map(toAuditEventObject), next_cursor: next && encodeCursor(next) };
  }
}
