import { ACCEPTED, IDEMPOTENCY_KEY } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';

const PATH = {
  organization_id: ['The organization, `org_…`.', 'org_xyz789'],
  operation_id: ['The operation, `op_…`: from `Operation-Id` or `Location`.', 'op_0199c2f1aa'],
} as const;

const CANCELLED = { ...ACCEPTED.example, state: 'cancelled', finished_at: '2025-11-02T08:21:46.001Z' };

export const DocumentOperation = () =>
  Endpoint({
    id: 'retrieveOperation',
    tag: 'Operations',
    summary: 'Retrieve operation',
    description: 'The state of a change and, once it has ended, its result or the reason why nothing was changed.',
    path: PATH,
    answers: {
      200: {
        description: 'The operation.',
        schema: 'Operation',
        example: {
          id: 'op_0199c2f1aa',
          kind: 'member.add',
          state: 'done',
          department_id: 'dept_abc123',
          to_department_id: null,
          user_id: 'usr_def456',
          mode: null,
          channel: 'rest',
          trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
          created_at: '2025-11-02T08:21:45.120Z',
          finished_at: '2025-11-02T08:21:45.123Z',
          progress: null,
          summary: null,
          result: {
            user_id: 'usr_def456',
            full_name: 'Jane Smith',
            email: 'jane@company.com',
            added_at: '2025-11-02T08:21:45.123Z',
          },
          error: null,
        },
      },
    },
    errors: ['OPERATION_NOT_FOUND'],
  });

export const DocumentCancel = () =>
  Endpoint({
    id: 'cancelOperation',
    tag: 'Operations',
    summary: 'Cancel operation',
    description:
      'Ends a change that has not begun: it will never be made. A bulk stops before the next thousand people: who was added by then stays, the others end as `cancelled`. Audited as `operation.cancel`.',
    path: PATH,
    requestHeaders: [IDEMPOTENCY_KEY],
    answers: {
      200: { description: 'The operation, now `cancelled`.', schema: 'Operation', example: CANCELLED },
    },
    errors: ['IDEMPOTENCY_KEY_REUSED', 'OPERATION_NOT_FOUND', 'OPERATION_NOT_CANCELLABLE'],
  });

export const DocumentItems = () =>
  Endpoint({
    id: 'listOperationItems',
    tag: 'Operations',
    summary: 'List operation items',
    description:
      'The people of a bulk in the order in which they were sent, page by page, and what became of each. An operation on one member has no items.',
    path: PATH,
    query: [
      {
        name: 'state',
        description: 'Only those that are in this state.',
        schema: { type: 'string', enum: ['pending', 'added', 'rejected', 'cancelled'] },
      },
      {
        name: 'limit',
        description: 'How many items a page has at most.',
        schema: { type: 'integer', minimum: 1, maximum: 1_000, default: 100 },
      },
      { name: 'cursor', description: 'The `next_cursor` of the page before.', schema: { type: 'string' } },
    ],
    answers: {
      200: {
        description: 'A page of items.',
        schema: 'OperationItemPage',
        example: {
          data: [
            {
              position: 1,
              line: 2,
              user_id: 'usr_def456',
              email: 'jane@company.com',
              state: 'added',
              error: null,
              added_at: '2025-11-02T08:21:45.123Z',
            },
          ],
          next_cursor: null,
        },
      },
    },
    errors: ['OPERATION_NOT_FOUND', 'VALIDATION_FAILED'],
  });
