import { Endpoint } from '../docs/endpoint.decorator.js';
import { PAGE_QUERY } from '../requests/page-query.js';

const ORGANIZATION = ['The organization, `org_…`.', 'org_xyz789'] as const;

const text = { type: 'string', minLength: 1, maxLength: 100 };
const id = { type: 'string' };
const time = { type: 'string', format: 'date-time' };

export const DocumentAuditEvents = () =>
  Endpoint({
    id: 'listAuditEvents',
    tag: 'Audit',
    summary: 'List audit events',
    description:
      'Who changed what, the newest first, page by page. With `Accept: text/csv` all events that fit come as one CSV file, whatever `limit` and `cursor` say.',
    path: { organization_id: ORGANIZATION },
    query: [
      ...PAGE_QUERY,
      { name: 'actor', description: 'The id of who did it: an API key or a user.', schema: text },
      { name: 'action', description: 'What was done, like `member.add`.', schema: text },
      { name: 'department_id', description: 'The department that was changed.', schema: id },
      { name: 'user_id', description: 'The user who was concerned.', schema: id },
      { name: 'operation_id', description: 'The operation that made the change.', schema: id },
      {
        name: 'trace_id',
        description: 'The trace id of the request.',
        schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      },
      { name: 'from', description: 'The first moment that counts.', schema: time },
      { name: 'to', description: 'The first moment that does not count any more.', schema: time },
    ],
    answers: {
      200: {
        description: 'A page of events, or all of them as CSV.',
        schema: 'AuditEventPage',
        example: {
          data: [
            {
              id: 'evt_4711',
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
        },
        otherTypes: ['text/csv'],
      },
    },
    errors: ['VALIDATION_FAILED'],
  });
