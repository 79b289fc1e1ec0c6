import { departmentIdSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { LONGEST_CURSOR } from '../contract/cursor.js';
import { AT_ERROR } from './query-values.js';

const digestSchema = named(
  'DepartmentDigest',
  z.object({
    department_id: departmentIdSchema,
    member_count: z.int().nonnegative(),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({
        maxLength: 64,
        description:
          'The SHA-256, in hexadecimal, of the `user_id`s of all members, sorted by their bytes, each followed by a line feed.',
      }),
    cursor: z.string().meta({
      maxLength: 22,
      description: 'The position in the events for which the digest is true: `at`, or else the end of the events.',
    }),
  }),
);

export const departmentDigests = contract('Events', {
  retrieveDepartmentDigest: {
    sdk: 'departments.getDigest',
    method: 'GET',
    path: '/v1/organizations/:organization_id/departments/:department_id/digest',
    action: 'member.list',
    summary: 'Retrieve digest of department members',
    description:
      'A hash of the members of a department, without those of the departments below it, as they were at a position in the events. A consumer that has processed all events up to its cursor passes it as `at` and compares the digest with that of its own copy.',
    query: z.strictObject({
      at: z
        .string({ error: AT_ERROR })
        .meta({
          minLength: 1,
          maxLength: LONGEST_CURSOR,
          description: 'The `next_cursor` up to which you have read the events. Without it, the end of the events.',
        })
        .optional(),
    }),
    answers: {
      200: {
        description: 'The digest, and the position for which it is true.',
        ...json(digestSchema, {
          department_id: 'dept_abc123',
          member_count: 1,
          digest: '48243330c2a7a49fd8190e85b398e6af82e0837a9dca0ba7678e26409684dac8',
          cursor: '5rDh3cE1m0mHqkq0c9yYtw',
        }),
      },
    },
    errors: ['CURSOR_EXPIRED', 'OVERLOADED'],
  },
});
