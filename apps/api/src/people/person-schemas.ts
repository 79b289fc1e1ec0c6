import { memberSchema, memberStatusSchema, organizationRoleSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf } from '../requests/cursor.js';
import { pageLimit } from '../requests/page-limit.js';

const searchError = '1 to 200 characters, without NUL';

export const listPeopleQuerySchema = z.strictObject({
  q: z
    .string({ error: searchError })
    .regex(/^[^\0]{1,200}$/, { error: searchError })
    .optional(),
  role: organizationRoleSchema.optional(),
  status: memberStatusSchema.optional(),
  limit: pageLimit(),
  cursor: cursorOf(userIdSchema).optional(),
});
export type ListPeopleQuery = z.output<typeof listPeopleQuerySchema>;

export const personPageSchema = z.object({
  data: z.array(memberSchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type PersonPage = z.output<typeof personPageSchema>;
