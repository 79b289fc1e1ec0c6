import { z } from 'zod';
import { departmentIdSchema, organizationIdSchema, userIdSchema } from '../ids.js';

/** The department object, as every answer shows it. */
export const departmentSchema = z.object({
  id: departmentIdSchema,
  organization_id: organizationIdSchema,
  /** Null: it stands at the top. */
  parent_id: departmentIdSchema.nullable(),
  name: z.string(),
  description: z.string().nullable(),
  manager_user_id: userIdSchema.nullable(),
  path: z.string().meta({
    description:
      'The names from the top down to this one, joined by "/". A "/" or "\\" within a name has a "\\" before it.',
  }),
  depth: z.int().min(1).meta({ description: 'How many names the path has: 1 at the top.' }),
  member_count: z.int().min(0).meta({ description: 'Members of this department itself, not of those below it.' }),
  created_at: z.string(),
  updated_at: z.string(),
});

export type Department = z.infer<typeof departmentSchema>;

/** What of a department is its own, and neither counted nor derived from the departments above it. */
export type DepartmentState = Omit<Department, 'path' | 'depth' | 'member_count'>;
