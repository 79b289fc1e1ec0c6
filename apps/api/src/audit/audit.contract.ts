import { departmentIdSchema, operationIdSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';
import { auditEventSchema, eventIdSchema } from './audit-event-object.js';

const textError = '1 to 100 characters, none of them a control character';
const text = z
  .string({ error: textError })
  .refine((value) => /^\P{Cc}{1,100}$/u.test(value), { error: textError })
  .meta({ minLength: 1, maxLength: 100 });

const timeError = 'a moment of RFC 3339 like 2025-11-02T08:21:45Z, from the year 1970 on';
const time = z.iso
  .datetime({ offset: true, error: timeError, abort: true })
  .regex(/^(?:19[7-9]|2\d\d)\d-/, { error: timeError })
  .transform((moment) => new Date(moment))
  .meta({ type: 'string', format: 'date-time' });

const traceError = '32 hex digits';

export const audit = contract('Audit', {
  listAuditEvents: {
    sdk: 'auditEvents.list',
    method: 'GET',
    path: '/v1/organizations/:organization_id/audit-events',
    action: 'audit.read',
    replica: true,
    summary: 'List audit events',
    description:
      'Lists who changed what, newest first. With `Accept: text/csv`, all matching events are returned as one CSV file, and `limit` and `cursor` are ignored.',
    query: z.strictObject({
      ...pageQuery(eventIdSchema),
      actor: text.meta({ description: 'The ID of the API key or user that made the change.' }).optional(),
      action: text.meta({ description: 'The action, such as `member.add`.' }).optional(),
      department_id: departmentIdSchema.meta({ description: 'The department that was changed.' }).optional(),
      user_id: userIdSchema.meta({ description: 'The user who was affected.' }).optional(),
      operation_id: operationIdSchema.meta({ description: 'The operation that made the change.' }).optional(),
      trace_id: z
        .string({ error: traceError })
        .regex(/^[0-9a-f]{32}$/, { error: traceError })
        .meta({ description: 'The trace ID of the request.', minLength: 32, maxLength: 32 })
        .optional(),
      from: time.meta({ description: 'Only events at or after this time.' }).optional(),
      to: time.meta({ description: 'Only events before this time.' }).optional(),
    }),
    answers: {
      200: {
        description: 'A page of events, or all of them as CSV.',
        ...json(page('AuditEventPage', auditEventSchema), {
          data: [
            {
              id: 'evt_6d74979592b2f4d1687541ae56d87561',
              organization_id: 'org_xyz789',
              occurred_at: '2025-11-02T08:21:45.123Z',
              action: 'member.add',
              actor: { type: 'api_key', id: 'key_0199c2f1' },
              channel: 'rest',
              department_id: 'dept_abc123',
              user_id: 'usr_def456',
              operation_id: 'op_0199c2f1aa',
              trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
              address: '203.0.113.7',
              subject: null,
              before: null,
              after: null,
            },
          ],
          next_cursor: null,
        }),
        otherType: 'text/csv',
      },
    },
    errors: [],
  },
});
