import { bulkModeSchema, MAX_BULK_ITEMS, userIdSchema } from '@roster/domain';
import { z } from 'zod';

const mode = bulkModeSchema.meta({
  description: '`partial`: whoever can be added is added. `atomic`: all of them, or nobody.',
});
const listError = `a list of 1 to ${MAX_BULK_ITEMS} user ids`;

export const bulkBodySchema = z.strictObject(
  {
    user_ids: z
      .array(userIdSchema, { error: listError })
      .min(1, { error: listError })
      .max(MAX_BULK_ITEMS, { error: listError })
      .meta({ description: 'The users to add. They must be members of the organization.' }),
    mode: mode.default('partial'),
  },
  { error: 'a JSON object' },
);

/** For files, which have no room for it. */
export const csvQuerySchema = z.strictObject({
  mode: z.enum(bulkModeSchema.options, { error: '"partial" or "atomic"' }).default('partial'),
});

export const jsonQuerySchema = z.strictObject({});
