import {
  departmentDescriptionSchema,
  departmentIdSchema,
  departmentNameSchema,
  departmentSchema,
  MAX_DEPARTMENT_DEPTH,
  userIdSchema,
} from '@roster/domain';
import { z } from 'zod';
import { wholeNumber } from '../contract/pages.js';
import { departmentCursorSchema, departmentSortSchema } from './department-cursor.js';

const parentId = departmentIdSchema.nullable();
const managerId = userIdSchema.nullable().meta({
  description:
    'Who manages it, and so may change the members of it and of all below it: a member of the organization, or null for nobody.',
});

export const createDepartmentBodySchema = z.strictObject(
  {
    name: departmentNameSchema.meta({ description: 'No other department beside it may have it, whatever the case.' }),
    parent_id: parentId.default(null).meta({ description: 'The department below which it stands; null: at the top.' }),
    description: departmentDescriptionSchema.default(null),
    manager_user_id: managerId.default(null),
  },
  { error: 'a JSON object' },
);
export type CreateDepartmentBody = z.output<typeof createDepartmentBodySchema>;

export const updateDepartmentBodySchema = z
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
  .meta({ minProperties: 1 });
export type UpdateDepartmentBody = z.output<typeof updateDepartmentBodySchema>;

export const moveDepartmentBodySchema = z.strictObject(
  { parent_id: parentId.meta({ description: 'The department below which it is to stand; null: at the top.' }) },
  { error: 'a JSON object' },
);
export type MoveDepartmentBody = z.output<typeof moveDepartmentBodySchema>;

const parentError = '"none", or "dept_" followed by 1 to 64 letters or digits';
/** Not a union: of that the error would be the one for an id, without the "none". */
const parentSchema = z
  .string({ error: parentError })
  .refine((text) => text === 'none' || departmentIdSchema.safeParse(text).success, { error: parentError })
  .transform((text) => (text === 'none' ? null : departmentIdSchema.parse(text)));

export const listDepartmentsQuerySchema = z
  .strictObject({
    parent: parentSchema.optional(),
    name: departmentNameSchema.optional(),
    manager: userIdSchema.optional(),
    sort: departmentSortSchema.default('name'),
    limit: wholeNumber(100).default(50),
    cursor: departmentCursorSchema.optional(),
  })
  .refine(({ sort, cursor }) => cursor === undefined || cursor.sort === sort, {
    error: 'a cursor of a page with the same sort',
    path: ['cursor'],
  });
export type ListDepartmentsQuery = z.output<typeof listDepartmentsQuerySchema>;

export const treeQuerySchema = z.strictObject({
  root: departmentIdSchema.optional(),
  depth: wholeNumber(MAX_DEPARTMENT_DEPTH).optional(),
});
export type TreeQuery = z.output<typeof treeQuerySchema>;

export const moveQuerySchema = z.strictObject({
  dry_run: z
    .enum(['true', 'false'], { error: '"true" or "false"' })
    .default('false')
    .transform((text) => text === 'true'),
});
export type MoveQuery = z.output<typeof moveQuerySchema>;

export const deleteQuerySchema = z
  .strictObject({
    children: z.enum(['reparent', 'cascade'], { error: '"reparent" or "cascade"' }).optional(),
    members: z.enum(['move', 'remove'], { error: '"move" or "remove"' }).optional(),
    members_to: departmentIdSchema.optional(),
  })
  .refine(({ members, members_to }) => members_to === undefined || members === 'move', {
    error: '"move", as "members_to" says where to',
    path: ['members'],
  });
export type DeleteQuery = z.output<typeof deleteQuerySchema>;

export const departmentPageSchema = z.object({
  data: z.array(departmentSchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type DepartmentPage = z.output<typeof departmentPageSchema>;

const placeSchema = departmentSchema.pick({ parent_id: true, path: true, depth: true });
export const departmentMoveSchema = z.object({
  dry_run: z.boolean().meta({ description: 'True: nothing was changed.' }),
  before: placeSchema,
  after: placeSchema,
  departments_moved: z.int().min(0).meta({
    description: 'This department and all below it; 0 when it is there already.',
  }),
  department: departmentSchema.meta({ description: 'As it is now.' }),
});

/** It contains itself, so `children` refers to the name that the schema has in the OpenAPI document. */
export const departmentTreeNodeSchema = departmentSchema.extend({
  total_member_count: z.int().min(0).meta({
    description: 'Memberships in this department and in all below it; who is in two of them counts twice.',
  }),
  child_count: z.int().min(0).meta({ description: 'How many children it has, also where `depth` cuts them off.' }),
  children: z.array(z.unknown().meta({ $ref: '#/components/schemas/DepartmentTreeNode' })),
});
export const departmentTreeSchema = z.object({
  data: z.array(z.unknown().meta({ $ref: '#/components/schemas/DepartmentTreeNode' })),
});
