import { ACCEPTED, ANSWER_HEADERS, CHANGE_HEADERS } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';

const ORGANIZATION = ['The organization, `org_…`.', 'org_xyz789'] as const;

const BULK = {
  ...ACCEPTED.example,
  kind: 'member.bulk_add',
  user_id: null,
  mode: 'partial',
  channel: 'bulk',
  progress: { total: 2, done: 0, added: 0, rejected: 0 },
};

const ENDED = {
  ...BULK,
  state: 'done',
  finished_at: '2025-11-02T08:21:45.160Z',
  progress: { total: 2, done: 2, added: 1, rejected: 1 },
  summary: { total: 2, added: 1, rejected: 1, cancelled: 0 },
};

const ANSWERS = {
  200: {
    description: 'With `Prefer: wait=N`: the operation, which has ended.',
    schema: 'Operation',
    example: ENDED,
    headers: ANSWER_HEADERS,
  },
  202: { ...ACCEPTED, description: 'The bulk is safe. Its operation tells how far it is.', example: BULK },
} as const;

export const DocumentBulkAdd = () =>
  Endpoint({
    id: 'bulkAddDepartmentMembers',
    tag: 'Members',
    summary: 'Add department members in bulk',
    description:
      'Adds up to 10,000 members of the organization to a department, as one operation with a result for each. Send a list of ids, or a CSV file whose first line is `user_id` or `email`. It is answered at once, unless `Prefer: wait=N` asks to wait.',
    path: { organization_id: ORGANIZATION, department_id: ['The department, `dept_…`.', 'dept_abc123'] },
    query: [
      {
        name: 'mode',
        description: 'For files: `atomic` adds all or nobody. In JSON it is a field.',
        schema: { type: 'string', enum: ['partial', 'atomic'], default: 'partial' },
      },
    ],
    requestHeaders: CHANGE_HEADERS,
    body: {
      schema: 'BulkAddDepartmentMembers',
      example: { user_ids: ['usr_def456', 'usr_demo001'], mode: 'partial' },
      csv: 'email\njane@company.com\nperson001@company.com\n',
    },
    answers: ANSWERS,
    errors: [
      'DEPARTMENT_NOT_FOUND',
      'REQUEST_TIMEOUT',
      'PAYLOAD_TOO_LARGE',
      'UNSUPPORTED_MEDIA_TYPE',
      'VALIDATION_FAILED',
      'IDEMPOTENCY_KEY_REUSED',
      'OVERLOADED',
    ],
  });

export const DocumentRetry = () =>
  Endpoint({
    id: 'retryOperation',
    tag: 'Operations',
    summary: 'Retry bulk operation',
    description:
      'Makes a new bulk of those whom one that has ended did not add: the rejected and the cancelled. E-mail addresses are looked up anew.',
    path: {
      organization_id: ORGANIZATION,
      operation_id: ['The bulk, `op_…`: from `Operation-Id` or `Location`.', 'op_0199c2f1aa'],
    },
    requestHeaders: CHANGE_HEADERS,
    answers: ANSWERS,
    errors: [
      'OPERATION_NOT_FOUND',
      'DEPARTMENT_NOT_FOUND',
      'OPERATION_NOT_RETRYABLE',
      'IDEMPOTENCY_KEY_REUSED',
      'OVERLOADED',
    ],
  });
