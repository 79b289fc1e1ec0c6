import { departmentMemberSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorSchema } from './member-cursor.js';

export const addMemberBodySchema = z.strictObject(
  { user_id: userIdSchema.meta({ description: 'The user to add. It must be a member of the organization.' }) },
  { error: 'a JSON object' },
);
export type AddMemberBody = z.output<typeof addMemberBodySchema>;

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 100;
const limitError = `a whole number from 1 to ${LARGEST_PAGE}`;

export const listMembersQuerySchema = z.strictObject({
  limit: z
    .string({ error: limitError })
    .regex(/^\d{1,3}$/, { error: limitError })
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= LARGEST_PAGE, { error: limitError })
    .default(DEFAULT_PAGE),
  cursor: cursorSchema.optional(),
});
export type ListMembersQuery = z.output<typeof listMembersQuerySchema>;

export const memberPageSchema = z.object({
  data: z.array(departmentMemberSchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type MemberPage = z.output<typeof memberPageSchema>;
