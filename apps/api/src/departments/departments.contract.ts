import { DEPARTMENT_SORTS } from '@roster/database';
import {
  departmentDescriptionSchema,
  departmentIdSchema,
  departmentNameSchema,
  departmentSchema,
  MAX_DEPARTMENT_DEPTH,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { flag, page, pageQuery, wholeNumber } from '../contract/pages.js';
import { departmentPositionSchema } from './department-cursor.js';
import { departmentMoveSchema, ENGINEERING, treeNodeSchema } from './department-object.js';

const DEPARTMENTS = '/v1/organizations/:organization_id/departments';
const DEPARTMENT = `${DEPARTMENTS}/:department_id`;

const parentId = departmentIdSchema.nullable();
const managerId = userIdSchema.nullable().meta({
  description:
    'The member of the organization who manages this department, and so may change its members and those of all departments below it. Null if nobody does.',
});

const parentError = '"none", or "dept_" followed by 1 to 64 letters or digits';
/** Not a union: its error would be the one for an ID, without "none". */
const parentFilter = z
  .string({ error: parentError })
  .refine((text) => text === 'none' || departmentIdSchema.safeParse(text).success, { error: parentError })
  .transform((text) => (text === 'none' ? null : departmentIdSchema.parse(text)));

export const departments = contract('Departments', {
  createDepartment: {
    sdk: 'departments.create',
    method: 'POST',
    path: DEPARTMENTS,
    action: 'department.write',
    summary: 'Create department',
    description: `Creates a department at the top level or below another department. A tree has at most ${MAX_DEPARTMENT_DEPTH} levels.`,
    body: json(
      named(
        'CreateDepartmentInput',
        z.strictObject(
          {
            name: departmentNameSchema.meta({
              description: 'Unique among its siblings, ignoring case.',
            }),
            parent_id: parentId.default(null).meta({ description: 'The parent department; null for the top level.' }),
            description: departmentDescriptionSchema.default(null),
            manager_user_id: managerId.default(null),
          },
          { error: 'a JSON object' },
        ),
      ),
      { name: 'Engineering', parent_id: 'dept_root01', manager_user_id: 'usr_def456' },
    ),
    answers: {
      201: {
        description: 'The department was created.',
        ...json(departmentSchema, { ...ENGINEERING, member_count: 0 }),
        headers: ['ETag', 'Location'],
      },
    },
    errors: ['DEPARTMENT_NOT_FOUND', 'MEMBER_NOT_FOUND', 'DEPARTMENT_NAME_TAKEN', 'DEPARTMENT_TOO_DEEP'],
  },
  listDepartments: {
    sdk: 'departments.list',
    method: 'GET',
    path: DEPARTMENTS,
    action: 'department.read',
    replica: true,
    summary: 'List departments',
    description: 'Lists the departments of the organization that match all filters.',
    query: z
      .strictObject({
        parent: parentFilter
          .meta({
            type: 'string',
            minLength: 4,
            maxLength: 69,
            description: 'Only the direct children of this department. `none`: only top-level departments.',
            example: 'dept_abc123',
          })
          .optional(),
        name: departmentNameSchema
          .meta({
            description: 'Only departments whose name contains this text, ignoring case.',
            minLength: 1,
            maxLength: 100,
          })
          .optional(),
        manager: userIdSchema
          .meta({ description: 'Only departments that this user manages.', example: 'usr_def456' })
          .optional(),
        sort: z
          .enum(DEPARTMENT_SORTS, { error: DEPARTMENT_SORTS.map((sort) => `"${sort}"`).join(', ') })
          .default('name')
          .meta({ description: 'The sort order; `-` means descending.' }),
        ...pageQuery(departmentPositionSchema),
      })
      .refine(({ sort, cursor }) => cursor === undefined || cursor.sort === sort, {
        error: 'a cursor of a page with the same sort',
        path: ['cursor'],
      }),
    answers: {
      200: {
        description: 'A page of departments.',
        ...json(page('DepartmentPage', departmentSchema), { data: [ENGINEERING], next_cursor: null }),
      },
    },
    errors: [],
  },
  retrieveDepartmentTree: {
    sdk: 'departments.getTree',
    method: 'GET',
    path: `${DEPARTMENTS}/tree`,
    action: 'department.read',
    replica: true,
    summary: 'Retrieve department tree',
    description:
      'Returns the whole tree, or one department with everything below it. Each department contains its children, sorted by name.',
    query: z.strictObject({
      root: departmentIdSchema
        .meta({ description: 'Only this department and those below it.', example: 'dept_abc123' })
        .optional(),
      depth: wholeNumber(MAX_DEPARTMENT_DEPTH)
        .meta({ description: 'How many levels to return; all by default. Totals include the levels below them.' })
        .optional(),
    }),
    answers: {
      200: {
        description: 'The top-level departments, or `root`, with the departments below them.',
        ...json(named('DepartmentTree', z.object({ data: z.array(treeNodeSchema) })), {
          data: [{ ...ENGINEERING, total_member_count: 40, child_count: 2, children: [] }],
        }),
        headers: ['ETag'],
        long: true,
      },
    },
    errors: ['DEPARTMENT_NOT_FOUND'],
  },
  retrieveDepartment: {
    sdk: 'departments.get',
    method: 'GET',
    path: DEPARTMENT,
    action: 'department.read',
    summary: 'Retrieve department',
    description: 'Returns a department. Send its `ETag` in `If-Match` to make sure that you change this version of it.',
    answers: { 200: { description: 'The department.', ...json(departmentSchema, ENGINEERING), headers: ['ETag'] } },
    errors: [],
  },
  updateDepartment: {
    sdk: 'departments.update',
    method: 'PATCH',
    path: DEPARTMENT,
    action: 'department.write',
    summary: 'Update department',
    description: 'Changes the fields that the body contains. To move a department below another one, reparent it.',
    ifMatch: true,
    body: json(
      named(
        'UpdateDepartmentInput',
        z
          .strictObject(
            {
              name: departmentNameSchema.optional(),
              description: departmentDescriptionSchema.optional(),
              manager_user_id: managerId.optional(),
            },
            { error: 'a JSON object' },
          )
          .refine((patch) => Object.keys(patch).length > 0, {
            error: 'at least one of "name", "description" and "manager_user_id"',
          })
          .meta({ minProperties: 1 }),
      ),
      { description: 'Builds the product.' },
    ),
    answers: {
      200: { description: 'The updated department.', ...json(departmentSchema, ENGINEERING), headers: ['ETag'] },
    },
    errors: ['MEMBER_NOT_FOUND', 'DEPARTMENT_NAME_TAKEN'],
  },
  deleteDepartment: {
    sdk: 'departments.delete',
    method: 'DELETE',
    path: DEPARTMENT,
    action: 'department.write',
    summary: 'Delete department',
    description:
      'Deletes a department in one transaction. If it has children or members, say what should happen to them; otherwise the request is refused. With very many members the deletion can take too long (503 `DATABASE_TIMEOUT`). Nothing is changed then: delete the departments below it first, one by one.',
    ifMatch: true,
    query: z
      .strictObject({
        children: z
          .enum(['reparent', 'cascade'], { error: '"reparent" or "cascade"' })
          .meta({
            description:
              'What happens to the children. `reparent`: they move to the parent. `cascade`: they are deleted, too, with everything below them.',
          })
          .optional(),
        members: z
          .enum(['move', 'remove'], { error: '"move" or "remove"' })
          .meta({
            description:
              'What happens to the members. `move`: those of each deleted department move to its parent or, if given, to `members_to`; users who are already there stay there. `remove`: the memberships end, and the users stay in the organization.',
          })
          .optional(),
        members_to: departmentIdSchema
          .meta({
            description:
              'The department to which `members=move` moves them. Required for a top-level department, which has no parent.',
            example: 'dept_plat01',
          })
          .optional(),
      })
      .refine(({ members, members_to }) => members_to === undefined || members === 'move', {
        error: '"move", as "members_to" says where to',
        path: ['members'],
      }),
    answers: { 204: { description: 'The department was deleted.' } },
    errors: ['DEPARTMENT_NOT_EMPTY', 'DEPARTMENT_NAME_TAKEN', 'DEPARTMENT_IS_SCIM_ROOT'],
  },
  reparentDepartment: {
    sdk: 'departments.reparent',
    method: 'POST',
    path: `${DEPARTMENT}/reparent`,
    action: 'department.write',
    summary: 'Reparent department',
    description:
      'Moves a department, with everything below it and all their members, below another department or to the top level.',
    ifMatch: true,
    query: z.strictObject({
      dry_run: flag().meta({
        description: '`true`: check everything and report what would change, but change nothing.',
      }),
    }),
    body: json(
      named(
        'MoveDepartmentInput',
        z.strictObject(
          { parent_id: parentId.meta({ description: 'The new parent department; null for the top level.' }) },
          { error: 'a JSON object' },
        ),
      ),
      { parent_id: 'dept_root01' },
    ),
    answers: {
      200: {
        description: 'What changed, or would change.',
        ...json(departmentMoveSchema, {
          dry_run: false,
          before: { parent_id: null, path: 'Engineering', depth: 1 },
          after: { parent_id: 'dept_root01', path: 'Company/Engineering', depth: 2 },
          departments_moved: 3,
          department: ENGINEERING,
        }),
        headers: ['ETag'],
      },
    },
    errors: ['DEPARTMENT_CYCLE', 'DEPARTMENT_TOO_DEEP', 'DEPARTMENT_NAME_TAKEN'],
  },
});
