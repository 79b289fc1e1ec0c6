import { ACCEPTED, ANSWER_HEADERS, CHANGE_ERRORS, CHANGE_HEADERS } from '../docs/change-docs.js';
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
