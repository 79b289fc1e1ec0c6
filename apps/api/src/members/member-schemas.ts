import { departmentMemberSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { pageLimit } from '../requests/page-limit.js';
import { cursorSchema } from './member-cursor.js';

export const addMemberBodySchema = z.strictObject(
  { user_id: userIdSchema.meta({ description: 'The user to add. It must be a member of the organization.' }) },
  { error: 'a JSON object' },
);
export type AddMemberBody = z.output<typeof addMemberBodySchema>;

export const listMembersQuerySchema = z.strictObject({
  limit: pageLimit({ usual: 50, largest: 100 }),
  cursor: cursorSchema.optional(),
});
export type ListMembersQuery = z.output<typeof listMembersQuerySchema>;

export const memberPageSchema = z.object({
  data: z.array(departmentMemberSchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type MemberPage = z.output<typeof memberPageSchema>;
