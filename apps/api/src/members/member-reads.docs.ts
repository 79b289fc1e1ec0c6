import { Endpoint } from '../docs/endpoint.decorator.js';
import { JANE, ORGANIZATION, PAGE_QUERY, PATH, USER } from './member-examples.js';

export const DocumentList = () =>
  Endpoint({
    id: 'listDepartmentMembers',
    tag: 'Members',
    summary: 'List department members',
    description:
      'The members of a department, page by page: all, or those whose name or e-mail address is searched for.',
    path: PATH,
    query: [
      ...PAGE_QUERY,
      {
        name: 'q',
        description: 'Words that each occur in the full name or the e-mail address, whatever their case and order.',
        schema: { type: 'string', minLength: 1, maxLength: 200 },
      },
      {
        name: 'sort',
        description: 'By the time of the add, or by name.',
        schema: { type: 'string', enum: ['added_at', 'full_name'], default: 'added_at' },
      },
      {
        name: 'include_descendants',
        description: 'Also the members of all departments below; everybody is listed once, with their first add.',
        schema: { type: 'boolean', default: false },
      },
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

export const DocumentRetrieve = () =>
  Endpoint({
    id: 'retrieveDepartmentMember',
    tag: 'Members',
    summary: 'Retrieve department member',
    description: 'One member of a department.',
    path: { ...PATH, user_id: USER },
    answers: { 200: { description: 'The member.', schema: 'DepartmentMember', example: JANE } },
    errors: ['DEPARTMENT_NOT_FOUND', 'DEPARTMENT_MEMBER_NOT_FOUND'],
  });

export const DocumentDepartmentsOfMember = () =>
  Endpoint({
    id: 'listMemberDepartments',
    tag: 'Members',
    summary: "List a member's departments",
    description: 'The departments that a user was added to, in the order of adding, page by page.',
    path: { organization_id: ORGANIZATION, user_id: USER },
    query: PAGE_QUERY,
    answers: {
      200: {
        description: 'A page of departments.',
        schema: 'MemberDepartmentPage',
        example: {
          data: [
            {
              department_id: 'dept_abc123',
              name: 'Engineering',
              parent_id: 'dept_root01',
              added_at: '2025-11-02T08:21:45.123Z',
            },
          ],
          next_cursor: null,
        },
      },
    },
    errors: ['MEMBER_NOT_FOUND', 'VALIDATION_FAILED'],
  });
