import { ACCEPTED, ANSWER_HEADERS, CHANGE_ERRORS, CHANGE_HEADERS } from '../docs/change-docs.js';
import { Endpoint } from '../docs/endpoint.decorator.js';
import { JANE, PATH, USER } from './member-examples.js';

const BODY_ERRORS = ['REQUEST_TIMEOUT', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'VALIDATION_FAILED'] as const;

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
      'MEMBER_DEACTIVATED',
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
    errors: ['DEPARTMENT_NOT_FOUND', 'MEMBER_NOT_FOUND', 'MEMBER_DEACTIVATED', ...CHANGE_ERRORS],
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
      202: { ...ACCEPTED, example: { ...ACCEPTED.example, kind: 'member.move', to_department_id: 'dept_plat01' } },
    },
    errors: [
      'DEPARTMENT_NOT_FOUND',
      'DEPARTMENT_MEMBER_NOT_FOUND',
      'MEMBER_DEACTIVATED',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      ...BODY_ERRORS,
      ...CHANGE_ERRORS,
    ],
  });
