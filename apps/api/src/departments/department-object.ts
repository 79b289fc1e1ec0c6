import { departmentSchema } from '@roster/domain';
import { z } from 'zod';
import { named } from '../contract/contract.js';

named('Department', departmentSchema);

/** The department of the examples. */
export const ENGINEERING = {
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

export const treeNodeSchema = named(
  'DepartmentTreeNode',
  departmentSchema.extend({
    total_member_count: z.int().min(0).meta({
      description: 'The number of memberships in this department and all below it. A user in two of them counts twice.',
    }),
    child_count: z
      .int()
      .min(0)
      .meta({ description: 'The number of children, including those that `depth` leaves out.' }),
    get children() {
      return z.array(treeNodeSchema);
    },
  }),
);

const placeSchema = departmentSchema.pick({ parent_id: true, path: true, depth: true });

export const departmentMoveSchema = named(
  'DepartmentMove',
  z.object({
    dry_run: z.boolean().meta({ description: 'True if nothing was changed.' }),
    before: placeSchema,
    after: placeSchema,
    departments_moved: z.int().min(0).meta({
      description: 'The number of departments that move: this one and all below it; 0 if it is already there.',
    }),
    department: departmentSchema.meta({ description: 'The department as it is now.' }),
  }),
);
