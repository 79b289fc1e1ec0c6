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

const DEPARTMENTS = '/v1/organizations/:organization_id/departments';
const DEPARTMENT = `${DEPARTMENTS}/:department_id`;

named('Department', departmentSchema);
const ENGINEERING = {
  id: 'dept_abc123',
  organization_id: 'org_xyz789',
  parent_id: 'dept_root01',
  name: 'Engineering',
  description: 'Builds the product.',
  manager_user_id: 'usr_def456',
  path: 'Company/Engineering',
  depth: 2,
  member_count: 12,
  created_at: '2025-11-02T08:21:45.123Z',
  updated_at: '2025-11-02T08:21:45.123Z',
};

const parentId = departmentIdSchema.nullable();
const managerId = userIdSchema.nullable().meta({
  description:
    'The manager, who may change the members of this department and of all below it: a member of the organization, or null for nobody.',
});

const parentError = '"none", or "dept_" followed by 1 to 64 letters or digits';
/** Not a union: its error would be the one for an ID, without "none". */
const parentFilter = z
  .string({ error: parentError })
  .refine((text) => text === 'none' || departmentIdSchema.safeParse(text).success, { error: parentError })
  .transform((text) => (text === 'none' ? null : departmentIdSchema.parse(text)));

const treeNodeSchema = named(
  'DepartmentTreeNode',
  departmentSchema.extend({
    total_member_count: z.int().min(0).meta({
      description: 'Memberships in this department and in all below it; a user in two of them counts twice.',
    }),
    child_count: z.int().min(0).meta({ description: 'How many children it has, even where `depth` leaves them out.' }),
    get children() {
      return z.array(treeNodeSchema);
    },
  }),
);

const placeSchema = departmentSchema.pick({ parent_id: true, path: true, depth: true });

export const departments = contract('Departments', {
  createDepartment: {
    sdk: 'departments.create',
    method: 'POST',
    path: DEPARTMENTS,
    action: 'department.write',
    summary: 'Create department',
    description: `Creates a department at the top or below another one. A tree has at most ${MAX_DEPARTMENT_DEPTH} levels.`,
    body: json(
      named(
        'CreateDepartmentInput',
        z.strictObject(
          {
            name: departmentNameSchema.meta({
              description: 'No sibling may have the same name, whatever the case.',
            }),
            parent_id: parentId.default(null).meta({ description: 'The parent department; null: at the top.' }),
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
    summary: 'List departments',
    description: 'The departments of the organization that match all filters, page by page.',
    query: z
      .strictObject({
        parent: parentFilter
          .meta({
            type: 'string',
            minLength: 4,
            maxLength: 69,
            description: 'Only the children of this department; `none`: only departments at the top.',
            example: 'dept_abc123',
          })
          .optional(),
        name: departmentNameSchema
          .meta({
            description: 'Only departments with this in their name, whatever the case.',
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
          .meta({ description: 'The order; with `-` descending.' }),
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
    summary: 'Retrieve department tree',
    description:
      'The departments, each with its children inside it: all of them, or one and those below it. Siblings are sorted by name.',
    query: z.strictObject({
      root: departmentIdSchema
        .meta({ description: 'Only this department and those below it.', example: 'dept_abc123' })
        .optional(),
      depth: wholeNumber(MAX_DEPARTMENT_DEPTH)
        .meta({ description: 'How many levels are shown; all by default. Totals include what lies below them.' })
        .optional(),
    }),
    answers: {
      200: {
        description: 'The departments at the top, or the root, with all that is shown below them.',
        ...json(named('DepartmentTree', z.object({ data: z.array(treeNodeSchema) })), {
          data: [{ ...ENGINEERING, total_member_count: 40, child_count: 2, children: [] }],
        }),
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
    description: 'One department, with the `ETag` that an update can refer to.',
    answers: { 200: { description: 'The department.', ...json(departmentSchema, ENGINEERING), headers: ['ETag'] } },
    errors: [],
  },
  updateDepartment: {
    sdk: 'departments.update',
    method: 'PATCH',
    path: DEPARTMENT,
    action: 'department.write',
    summary: 'Update department',
    description: 'Changes the fields that the body names. To move it below another department, reparent it.',
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
      200: { description: 'The department as it is now.', ...json(departmentSchema, ENGINEERING), headers: ['ETag'] },
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
      'Deletes a department in one transaction. If it has children or members, say what becomes of them; otherwise nothing is done. With very many members it can take the database too long (503 `DATABASE_TIMEOUT`), and then nothing is done either: delete the departments below it first, one by one.',
    ifMatch: true,
    query: z
      .strictObject({
        children: z
          .enum(['reparent', 'cascade'], { error: '"reparent" or "cascade"' })
          .meta({
            description: '`reparent`: they go to the parent. `cascade`: they are deleted too, with all below them.',
          })
          .optional(),
        members: z
          .enum(['move', 'remove'], { error: '"move" or "remove"' })
          .meta({
            description:
              '`move`: the members of each deleted department go to its parent, or to the department that `members_to` names; users who are already there stay there once. `remove`: the memberships end. The people stay in the organization.',
          })
          .optional(),
        members_to: departmentIdSchema
          .meta({
            description: 'Where `members=move` moves them. Required for a department at the top, which has no parent.',
            example: 'dept_plat01',
          })
          .optional(),
      })
      .refine(({ members, members_to }) => members_to === undefined || members === 'move', {
        error: '"move", as "members_to" says where to',
        path: ['members'],
      }),
    answers: { 204: { description: 'The department was deleted.' } },
    errors: ['DEPARTMENT_NOT_EMPTY', 'DEPARTMENT_NAME_TAKEN'],
  },
  reparentDepartment: {
    sdk: 'departments.reparent',
    method: 'POST',
    path: `${DEPARTMENT}/reparent`,
    action: 'department.write',
    summary: 'Reparent department',
    description: 'Moves a department, with all below it and all their members, below another one or to the top.',
    ifMatch: true,
    query: z.strictObject({
      dry_run: flag().meta({
        description: '`true`: checks everything, reports what would change, and changes nothing.',
      }),
    }),
    body: json(
      named(
        'MoveDepartmentInput',
        z.strictObject(
          { parent_id: parentId.meta({ description: 'The new parent department; null: at the top.' }) },
          { error: 'a JSON object' },
        ),
      ),
      { parent_id: 'dept_root01' },
    ),
    answers: {
      200: {
        description: 'What was changed, or would be.',
        ...json(
          named(
            'DepartmentMove',
            z.object({
              dry_run: z.boolean().meta({ description: 'True: nothing was changed.' }),
              before: placeSchema,
              after: placeSchema,
              departments_moved: z.int().min(0).meta({
                description: 'This department and all below it; 0 when it is already there.',
              }),
              department: departmentSchema.meta({ description: 'As it is now.' }),
            }),
          ),
          {
            dry_run: false,
            before: { parent_id: null, path: 'Engineering', depth: 1 },
            after: { parent_id: 'dept_root01', path: 'Company/Engineering', depth: 2 },
            departments_moved: 3,
            department: ENGINEERING,
          },
        ),
        headers: ['ETag'],
      },
    },
    errors: ['DEPARTMENT_CYCLE', 'DEPARTMENT_TOO_DEEP', 'DEPARTMENT_NAME_TAKEN'],
  },
});
