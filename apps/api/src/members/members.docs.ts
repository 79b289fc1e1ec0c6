import { Endpoint } from '../docs/endpoint.decorator.js';
import { JANE, PATH, USER } from './member-examples.js';

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

const BODY_ERRORS = ['REQUEST_TIMEOUT', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'VALIDATION_FAILED'] as const;
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
      ...BODY_ERRORS,
      ...CHANGE_ERRORS,
    ],
  });

export const DocumentRemove = () =>
  Endpoint({
    id: 'removeDepartmentMember',
    tag: 'Members',
    summary: 'Remove department member',
    description: 'Removes a user from a department. The user stays a member of the organization.',
    path: { ...PATH, user_id: USER },
    requestHeaders: CHANGE_HEADERS,
    answers: {
      202: { ...ACCEPTED, example: { ...ACCEPTED.example, kind: 'member.remove' } },
      204: { description: 'The user was removed.', headers: ANSWER_HEADERS },
    },
    errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_MEMBER_NOT_FOUND', ...CHANGE_ERRORS],
  });

export const DocumentPut = () =>
  Endpoint({
    id: 'putDepartmentMember',
    tag: 'Members',
    summary: 'Put department member',
    description:
      'Makes sure that a member of the organization is in a department: the same request again is answered 200 instead of an error.',
    path: { ...PATH, user_id: USER },
    requestHeaders: CHANGE_HEADERS,
    answers: {
      200: {
        description: 'The user was there already.',
        schema: 'DepartmentMember',
        example: JANE,
        headers: ANSWER_HEADERS,
      },
      201: { description: 'The user was added.', schema: 'DepartmentMember', example: JANE, headers: ANSWER_HEADERS },
      202: { ...ACCEPTED, example: { ...ACCEPTED.example, kind: 'member.put' } },
    },
    errors: ['DEPARTMENT_NOT_FOUND', 'MEMBER_NOT_FOUND', ...CHANGE_ERRORS],
  });

export const DocumentMove = () =>
  Endpoint({
    id: 'moveDepartmentMember',
    tag: 'Members',
    summary: 'Move department member',
    description:
      'Moves a user from this department to another in one transaction: it is never in both, and never in neither.',
    path: { ...PATH, user_id: USER },
    requestHeaders: CHANGE_HEADERS,
    body: { schema: 'MoveDepartmentMember', example: { to_department_id: 'dept_plat01' } },
    answers: {
      200: {
        description: 'The user was moved. The object is the membership in the other department.',
        schema: 'DepartmentMember',
        example: JANE,
        headers: ANSWER_HEADERS,
      },
      202: { ...ACCEPTED, example: { ...ACCEPTED.example, kind: 'member.move' } },
    },
    errors: [
      'DEPARTMENT_NOT_FOUND',
      'DEPARTMENT_MEMBER_NOT_FOUND',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      ...BODY_ERRORS,
      ...CHANGE_ERRORS,
    ],
  });
