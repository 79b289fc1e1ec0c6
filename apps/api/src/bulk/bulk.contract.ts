import { bulkModeSchema, MAX_BULK_ITEMS, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json, named } from '../contract/contract.js';
import { BULK_BODY_LIMIT_BYTES } from '../limits.js';
import { acceptedAnswer, OPERATION, operationSchema } from '../operations/operation-object.js';

const listError = `a list of 1 to ${MAX_BULK_ITEMS} user ids`;

const BULK = {
  ...OPERATION,
  kind: 'member.bulk_add',
  user_id: null,
  mode: 'partial',
  channel: 'bulk',
  progress: { total: 2, done: 0, added: 0, rejected: 0 },
} as const;

const answers = {
  200: {
    description: 'The operation, if it ended within the time of `Prefer: wait=N`.',
    ...json(operationSchema, {
      ...BULK,
      state: 'done',
      finished_at: '2025-11-02T08:21:45.160Z',
      progress: { total: 2, done: 2, added: 1, rejected: 1 },
      summary: { total: 2, added: 1, rejected: 1, cancelled: 0 },
    }),
  },
  202: { ...acceptedAnswer(BULK), description: 'The bulk is stored. Its operation shows the progress.' },
};

export const bulk = {
  ...contract('Department members', {
    bulkAddDepartmentMembers: {
      sdk: 'departments.bulkAddMembers',
      method: 'POST',
      path: '/v1/organizations/:organization_id/departments/:department_id/members/bulk',
      action: 'member.add',
      summary: 'Add department members in bulk',
      description:
        'Adds up to 10,000 members of the organization to a department as one operation, with a result for each. Send a list of IDs, or a CSV file whose first line is `user_id` or `email`. The answer comes at once, unless `Prefer: wait=N` asks to wait.',
      prefer: true,
      query: z.strictObject({
        mode: z.enum(bulkModeSchema.options, { error: '"partial" or "atomic"' }).default('partial').meta({
          description:
            'For CSV files; in JSON it is a field of the body. `partial`: add everybody who can be added. `atomic`: add everybody or nobody.',
        }),
      }),
      body: {
        ...json(
          named(
            'BulkAddDepartmentMembersInput',
            z.strictObject(
              {
                user_ids: z
                  .array(userIdSchema, { error: listError })
                  .min(1, { error: listError })
                  .max(MAX_BULK_ITEMS, { error: listError })
                  .meta({ description: 'The users to add. They must be members of the organization.' }),
                mode: bulkModeSchema
                  .meta({
                    description: '`partial`: add everybody who can be added. `atomic`: add everybody or nobody.',
                  })
                  .default('partial'),
              },
              { error: 'a JSON object' },
            ),
          ),
          { user_ids: ['usr_def456', 'usr_demo001'], mode: 'partial' },
        ),
        csv: 'email\njane@company.com\nperson001@company.com\n',
        limit: BULK_BODY_LIMIT_BYTES,
      },
      answers,
      errors: [],
    },
  }),
  ...contract('Operations', {
    retryOperation: {
      sdk: 'operations.retry',
      method: 'POST',
      path: '/v1/organizations/:organization_id/operations/:operation_id/retry',
      action: 'member.add',
      summary: 'Retry bulk operation',
      description:
        'Creates a new bulk from the rejected and cancelled items of one that has ended. E-mail addresses are looked up again.',
      prefer: true,
      answers,
      errors: ['DEPARTMENT_NOT_FOUND', 'OPERATION_NOT_RETRYABLE'],
    },
  }),
};
