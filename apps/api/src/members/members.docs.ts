import { Endpoint } from '../docs/endpoint.decorator.js';

const ORGANIZATION = ['The organization, `org_…`.', 'org_xyz789'] as const;
const DEPARTMENT = ['The department, `dept_…`.', 'dept_abc123'] as const;
const PATH = { organization_id: ORGANIZATION, department_id: DEPARTMENT };

const JANE = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  added_at: '2025-11-02T08:21:45.123Z',
};

const CHANGE_HEADERS = [
  {
    name: 'Idempotency-Key',
    description:
      'Makes the request safe to send again: the same key with the same request gives the first answer again. 1 to 255 visible ASCII characters, quoted or not.',
    example: '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
  },
  {
    name: 'Prefer',
    description:
      '`respond-async`: answer 202 as soon as the change is safe. `wait=N`: wait up to N seconds (0 to 60) for its outcome before that. Without it, 10 seconds.',
    example: 'wait=5',
  },
] as const;

const ANSWER_HEADERS = {
  'Operation-Id': 'The operation of this change. Errors bear it too.',
  'Preference-Applied': 'What of `Prefer` was followed.',
};

const ACCEPTED = {
  description: 'The change is safe but not done yet. Its operation tells how it ends.',
  schema: 'Operation',
  example: {
    id: 'op_0199c2f1aa',
    kind: 'member.add',
    state: 'accepted',
    department_id: 'dept_abc123',
    user_id: 'usr_def456',
    channel: 'rest',
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    created_at: '2025-11-02T08:21:45.123Z',
    finished_at: null,
    result: null,
    error: null,
  },
  headers: { ...ANSWER_HEADERS, Location: 'Where to read the operation.' },
} as const;

const CHANGE_ERRORS = ['IDEMPOTENCY_KEY_REUSED', 'OPERATION_CANCELLED', 'OPERATION_FAILED', 'OVERLOADED'] as const;

export const DocumentAdd = () =>
  Endpoint({
    id: 'addDepartmentMember',
    tag: 'Members',
    summary: 'Add department member',
    description:
      'Adds a member of the organization to a department. A user cannot be added to the same department twice.',
    path: PATH,
    requestHeaders: CHANGE_HEADERS,
    body: { schema: 'AddDepartmentMember', example: { user_id: 'usr_def456' } },
    answers: {
      201: { description: 'The user was added.', schema: 'DepartmentMember', example: JANE, headers: ANSWER_HEADERS },
      202: ACCEPTED,
    },
    errors: [
      'DEPARTMENT_NOT_FOUND',
      'MEMBER_NOT_FOUND',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      'REQUEST_TIMEOUT',
      'PAYLOAD_TOO_LARGE',
      'UNSUPPORTED_MEDIA_TYPE',
      'VALIDATION_FAILED',
      ...CHANGE_ERRORS,
    ],
  });

export const DocumentRemove = () =>
  Endpoint({
    id: 'removeDepartmentMember',
    tag: 'Members',
    summary: 'Remove department member',
    description: 'Removes a user from a department. The user stays a member of the organization.',
    path: { ...PATH, user_id: ['The user, `usr_…`.', 'usr_def456'] },
    requestHeaders: CHANGE_HEADERS,
    answers: {
      202: { ...ACCEPTED, example: { ...ACCEPTED.example, kind: 'member.remove' } },
      204: { description: 'The user was removed.', headers: ANSWER_HEADERS },
    },
    errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_MEMBER_NOT_FOUND', ...CHANGE_ERRORS],
  });

export const DocumentList = () =>
  Endpoint({
    id: 'listDepartmentMembers',
    tag: 'Members',
    summary: 'List department members',
    description: 'The members of a department in the order in which they were added, page by page.',
    path: PATH,
    query: [
      {
        name: 'limit',
        description: 'How many members a page has at most.',
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
      },
      { name: 'cursor', description: 'The `next_cursor` of the page before.', schema: { type: 'string' } },
    ],
    answers: {
      200: {
        description: 'A page of members.',
        schema: 'DepartmentMemberPage',
        example: { data: [JANE], next_cursor: null },
      },
    },
    errors: ['DEPARTMENT_NOT_FOUND', 'VALIDATION_FAILED'],
  });
