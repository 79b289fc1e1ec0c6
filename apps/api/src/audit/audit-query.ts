import type { AuditEventFilter } from '@roster/database';
import { departmentIdSchema, operationIdSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf } from '../requests/cursor.js';
import { pageLimit } from '../requests/page-limit.js';

const textError = '1 to 100 characters, none of them a control character';
const text = z.string({ error: textError }).regex(/^\P{Cc}{1,100}$/u, { error: textError });

const timeError = 'a moment of RFC 3339 like 2025-11-02T08:21:45Z, from the year 1970 on';
const time = z.iso
  .datetime({ offset: true, error: timeError, abort: true })
  .regex(/^(?:19[7-9]|2\d\d)\d-/, { error: timeError })
  .transform((moment) => new Date(moment));

const traceError = '32 hex digits';

/** The id of an event without its prefix: a bigint of Postgres. */
const positionSchema = z.string().regex(/^[1-9]\d{0,17}$/);

export const auditQuerySchema = z.strictObject({
  limit: pageLimit(),
  cursor: cursorOf(positionSchema).optional(),
  actor: text.optional(),
  action: text.optional(),
  department_id: departmentIdSchema.optional(),
  user_id: userIdSchema.optional(),
  operation_id: operationIdSchema.optional(),
  trace_id: z
    .string({ error: traceError })
    .regex(/^[0-9a-f]{32}$/, { error: traceError })
    .optional(),
  from: time.optional(),
  to: time.optional(),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

export function toFilter(query: AuditQuery): AuditEventFilter {
  return {
    actorId: query.actor,
    action: query.action,
    departmentId: query.department_id,
    userId: query.user_id,
    operationId: query.operation_id,
    traceId: query.trace_id,
    from: query.from,
    to: query.to,
  };
}
