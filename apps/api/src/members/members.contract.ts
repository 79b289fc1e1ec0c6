import { departmentIdSchema, departmentMemberSchema, departmentSchema, timeSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { cursorTimeSchema } from '../contract/cursor.js';
import { flag, page, pageQuery, searchText } from '../contract/pages.js';
import { acceptedAnswer } from '../operations/operation-object.js';
import { memberPositionSchema } from './member-cursor.js';

const MEMBERS = '/v1/organizations/:organization_id/departments/:department_id/members';
const MEMBER = `${MEMBERS}/:user_id`;

named('DepartmentMember', departmentMemberSchema);
const JANE = {
  user_id: 'usr_def456',
  full_name: 'Jane Smith',
  email: 'jane@company.com',
  added_at: '2025-11-02T08:21:45.123Z',
};
const added = {
  description: 'The user was added.',
  ...json(departmentMemberSchema, JANE),
  headers: ['Location'],
} as const;

/** A department as one of its members sees it. */
const memberDepartmentSchema = named(
  'MemberDepartment',
  z.object({
    department_id: departmentIdSchema,
    name: departmentSchema.shape.name,
    parent_id: departmentIdSchema.nullable(),
    /** When the user was added to it. */
    added_at: timeSchema,
  }),
);

export const members = contract('Department members', {
  addDepartmentMember: {
    sdk: 'departments.addMember',
    method: 'POST',
    path: MEMBERS,
    action: 'member.add',
    summary: 'Add department member',
    description:
      'Adds a member of the organization to a department. A user cannot be added to the same department twice.',
    prefer: true,
    body: json(
      named(
        'AddDepartmentMemberInput',
        z.strictObject(
          { user_id: userIdSchema.meta({ description: 'The user to add, who must be a member of the organization.' }) },
          { error: 'a JSON object' },
        ),
      ),
      { user_id: 'usr_def456' },
    ),
    answers: { 201: added, 202: acceptedAnswer() },
    errors: [
      'MEMBER_NOT_FOUND',
      'MEMBER_DEACTIVATED',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      'OPERATION_CANCELLED',
      'OPERATION_FAILED',
    ],
  },
  putDepartmentMember: {
    sdk: 'departments.putMember',
    method: 'PUT',
    path: MEMBER,
    action: 'member.add',
    summary: 'Add department member if absent',
    description:
      'Makes sure that a member of the organization is in a department. If the user is already there, the answer is 200 and not an error.',
    prefer: true,
    answers: {
      200: { description: 'The user was already in the department.', ...json(departmentMemberSchema, JANE) },
      201: added,
      202: acceptedAnswer({ kind: 'member.put' }),
    },
    errors: ['MEMBER_DEACTIVATED', 'OPERATION_CANCELLED', 'OPERATION_FAILED'],
  },
  moveDepartmentMember: {
    sdk: 'departments.moveMember',
    method: 'POST',
    path: `${MEMBER}/move`,
    unknownUser: 'DEPARTMENT_MEMBER_NOT_FOUND',
    action: 'member.move',
    summary: 'Move department member',
    description:
      'Moves a user from this department to another one in one transaction, so that the user is never in both or in neither.',
    prefer: true,
    body: json(
      named(
        'MoveDepartmentMemberInput',
        z.strictObject(
          {
            to_department_id: departmentIdSchema.meta({
              description: 'The department to move the user to. The user must not be a member of it yet.',
            }),
          },
          { error: 'a JSON object' },
        ),
      ),
      { to_department_id: 'dept_plat01' },
    ),
    answers: {
      200: {
        description: 'The user was moved. The body is the new membership.',
        ...json(departmentMemberSchema, JANE),
      },
      202: acceptedAnswer({ kind: 'member.move', to_department_id: 'dept_plat01' }),
    },
    errors: ['MEMBER_DEACTIVATED', 'DEPARTMENT_MEMBERSHIP_DUPLICATE', 'OPERATION_CANCELLED', 'OPERATION_FAILED'],
  },
  removeDepartmentMember: {
    sdk: 'departments.removeMember',
    method: 'DELETE',
    path: MEMBER,
    unknownUser: 'DEPARTMENT_MEMBER_NOT_FOUND',
    action: 'member.remove',
    summary: 'Remove department member',
    description: 'Removes a user from a department. The user stays a member of the organization.',
    prefer: true,
    answers: { 202: acceptedAnswer({ kind: 'member.remove' }), 204: { description: 'The user was removed.' } },
    errors: ['OPERATION_CANCELLED', 'OPERATION_FAILED'],
  },
  listDepartmentMembers: {
    sdk: 'departments.listMembers',
    method: 'GET',
    path: MEMBERS,
    action: 'member.list',
    replica: true,
    summary: 'List department members',
    description: 'Lists the members of a department, or those of them whose name or e-mail address matches a search.',
    query: z
      .strictObject({
        ...pageQuery(memberPositionSchema),
        q: searchText(200)
          .meta({
            description:
              'Words to search for, in any order and ignoring case. Each must occur in the full name or the e-mail address.',
          })
          .optional(),
        sort: z
          .enum(['added_at', 'full_name'], { error: 'added_at or full_name' })
          .default('added_at')
          .meta({ description: 'Whether to sort by the time when a member was added, or by name.' }),
        include_descendants: flag().meta({
          description:
            '`true`: include the members of all departments below. Each user is listed once, with the earliest `added_at`.',
        }),
      })
      .refine(({ cursor, sort }) => cursor === undefined || cursor.sort === sort, {
        path: ['cursor'],
        error: 'the next_cursor of a page in the same order',
      }),
    answers: {
      200: {
        description: 'A page of members.',
        ...json(page('DepartmentMemberPage', departmentMemberSchema), { data: [JANE], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveDepartmentMember: {
    sdk: 'departments.getMember',
    method: 'GET',
    path: MEMBER,
    unknownUser: 'DEPARTMENT_MEMBER_NOT_FOUND',
    action: 'member.read',
    summary: 'Retrieve department member',
    description: 'Returns a member of a department.',
    answers: { 200: { description: 'The member.', ...json(departmentMemberSchema, JANE) } },
    errors: [],
  },
  listMemberDepartments: {
    sdk: 'members.listDepartments',
    method: 'GET',
    path: '/v1/organizations/:organization_id/members/:user_id/departments',
    action: 'member.departments',
    replica: true,
    summary: "List a member's departments",
    description: 'Lists the departments that a user is a member of, in the order in which the user was added to them.',
    query: z.strictObject(
      pageQuery(
        z
          .tuple([cursorTimeSchema, departmentIdSchema])
          .transform(([addedAt, departmentId]) => ({ addedAt, departmentId })),
      ),
    ),
    answers: {
      200: {
        description: 'A page of departments.',
        ...json(page('MemberDepartmentPage', memberDepartmentSchema), {
          data: [
            {
              department_id: 'dept_abc123',
              name: 'Engineering',
              parent_id: 'dept_root01',
              added_at: '2025-11-02T08:21:45.123Z',
            },
          ],
          next_cursor: null,
        }),
      },
    },
    errors: [],
  },
});
