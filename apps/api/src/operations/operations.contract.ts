import { itemStateSchema } from '@roster/domain';
import { z } from 'zod';
import { contract, json } from '../contract/contract.js';
import { page, pageQuery } from '../contract/pages.js';
import { itemPositionSchema, operationItemSchema } from './operation-item.js';
import { OPERATION, operationSchema } from './operation-object.js';

const PATH = '/v1/organizations/:organization_id/operations/:operation_id';

export const operations = contract('Operations', {
  retrieveOperation: {
    sdk: 'operations.get',
    method: 'GET',
    path: PATH,
    action: 'operation.read',
    tellsPosition: true,
    summary: 'Retrieve operation',
    description:
      'Returns the state of a change and, once it has ended, its result or the reason why nothing was changed. The name and the e-mail address in the result need the scope `members:read`, unless you asked for the change yourself.',
    answers: {
      200: {
        description: 'The operation.',
        ...json(operationSchema, {
          ...OPERATION,
          state: 'done',
          created_at: '2025-11-02T08:21:45.120Z',
          finished_at: '2025-11-02T08:21:45.123Z',
          result: {
            user_id: 'usr_def456',
            full_name: 'Jane Smith',
            email: 'jane@company.com',
            added_at: '2025-11-02T08:21:45.123Z',
          },
        }),
      },
    },
    errors: [],
  },
  cancelOperation: {
    sdk: 'operations.cancel',
    method: 'DELETE',
    path: PATH,
    action: 'operation.cancel',
    summary: 'Cancel operation',
    description:
      'Cancels a change that has not been made yet. A bulk stops before its next thousand items: users who were already added stay, and the remaining items end as `cancelled`. The audit records the action `operation.cancel`.',
    answers: {
      200: {
        description: 'The cancelled operation.',
        ...json(operationSchema, { ...OPERATION, state: 'cancelled', finished_at: '2025-11-02T08:21:46.001Z' }),
      },
    },
    errors: ['OPERATION_NOT_CANCELLABLE'],
  },
  listOperationItems: {
    sdk: 'operations.listItems',
    method: 'GET',
    path: `${PATH}/items`,
    action: 'operation.read',
    summary: 'List operation items',
    description:
      'Lists the items of a bulk in the order in which they were sent, each with its result. An operation on a single member has no items. Without the scope `members:read`, e-mail addresses are left out.',
    query: z.strictObject({
      state: z
        .enum(itemStateSchema.options, { error: `one of ${itemStateSchema.options.join(', ')}` })
        .meta({ description: 'Only items in this state.' })
        .optional(),
      ...pageQuery(itemPositionSchema, { usual: 100, largest: 1_000 }),
    }),
    answers: {
      200: {
        description: 'A page of items.',
        ...json(page('OperationItemPage', operationItemSchema), {
          data: [
            {
              position: 1,
              line: 2,
              user_id: 'usr_def456',
              email: 'jane@company.com',
              state: 'added',
              error: null,
              added_at: '2025-11-02T08:21:45.123Z',
            },
          ],
          next_cursor: null,
        }),
      },
    },
    errors: [],
  },
});
