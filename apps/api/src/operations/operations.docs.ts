import { Endpoint } from '../docs/endpoint.decorator.js';

export const DocumentOperation = () =>
  Endpoint({
    id: 'retrieveOperation',
    tag: 'Operations',
    summary: 'Retrieve operation',
    description: 'The state of a change and, once it has ended, its result or the reason why nothing was changed.',
    path: {
      organization_id: ['The organization, `org_…`.', 'org_xyz789'],
      operation_id: ['The operation, `op_…`: from `Operation-Id` or `Location`.', 'op_0199c2f1aa'],
    },
    answers: {
      200: {
        description: 'The operation.',
        schema: 'Operation',
        example: {
          id: 'op_0199c2f1aa',
          kind: 'member.add',
          state: 'done',
          department_id: 'dept_abc123',
          user_id: 'usr_def456',
          channel: 'rest',
          trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
          created_at: '2025-11-02T08:21:45.120Z',
          finished_at: '2025-11-02T08:21:45.123Z',
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
