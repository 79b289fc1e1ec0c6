import { z } from 'zod';
import { userIdSchema } from '../ids.js';

/** The department member object of the reference page: these four fields and nothing else. */
export const departmentMemberSchema = z.object({
  user_id: userIdSchema,
  full_name: z.string(),
  email: z.string(),
  /** RFC 3339, UTC: when the transaction that added the member ran. */
  added_at: z.string(),
});

export type DepartmentMember = z.infer<typeof departmentMemberSchema>;
