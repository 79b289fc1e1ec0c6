import { departmentIdSchema, departmentMemberSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf, cursorTimeSchema } from '../requests/cursor.js';
import { pageLimit } from '../requests/page-limit.js';
import { memberCursorSchema } from './member-cursor.js';

export const addMemberBodySchema = z.strictObject(
  { user_id: userIdSchema.meta({ description: 'The user to add. It must be a member of the organization.' }) },
  { error: 'a JSON object' },
);
export type AddMemberBody = z.output<typeof addMemberBodySchema>;

export const moveMemberBodySchema = z.strictObject(
  { to_department_id: departmentIdSchema.meta({ description: 'Where the user goes. It must not be a member there.' }) },
  { error: 'a JSON object' },
);
export type MoveMemberBody = z.output<typeof moveMemberBodySchema>;

const MAX_SEARCH = 200;
const flagError = 'true or false';
const sortError = 'added_at or full_name';
const searchError = `1 to ${MAX_SEARCH} characters, none of them a control character`;

export const listMembersQuerySchema = z
  .strictObject({
    limit: pageLimit(),
    cursor: memberCursorSchema.optional(),
    q: z
      .string({ error: searchError })
      .regex(new RegExp(`^\\P{Cc}{1,${MAX_SEARCH}}$`, 'u'), { error: searchError })
      .optional(),
    sort: z.enum(['added_at', 'full_name'], { error: sortError }).default('added_at'),
    include_descendants: z
      .enum(['true', 'false'], { error: flagError })
      .default('false')
      .transform((flag) => flag === 'true'),
  })
  .refine(({ cursor, sort }) => cursor === undefined || cursor.sort === sort, {
    path: ['cursor'],
    error: 'the next_cursor of a page in the same order',
  });
export type ListMembersQuery = z.output<typeof listMembersQuerySchema>;

export const memberPageSchema = z.object({
  data: z.array(departmentMemberSchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type MemberPage = z.output<typeof memberPageSchema>;

/** A department as one of its members sees it. */
export const memberDepartmentSchema = z.object({
  department_id: departmentIdSchema,
  name: z.string(),
  parent_id: departmentIdSchema.nullable(),
  /** RFC 3339, UTC: when the user was added to it. */
  added_at: z.string(),
});

export const memberDepartmentPageSchema = z.object({
  data: z.array(memberDepartmentSchema),
  next_cursor: z.string().nullable(),
});
/** Ids come from rows here, so they are plain strings. */
export type MemberDepartmentPage = z.input<typeof memberDepartmentPageSchema>;

const departmentPositionSchema = z
  .tuple([cursorTimeSchema, departmentIdSchema])
  .transform(([addedAt, departmentId]) => ({ addedAt, departmentId }));

export const listDepartmentsOfMemberQuerySchema = z.strictObject({
  limit: pageLimit(),
  cursor: cursorOf(departmentPositionSchema).optional(),
});
export type ListDepartmentsOfMemberQuery = z.output<typeof listDepartmentsOfMemberQuerySchema>;
