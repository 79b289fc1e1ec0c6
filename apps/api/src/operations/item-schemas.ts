import type { OperationItem } from '@roster/database';
import { ERROR_CODES, errorDefinition, itemStateSchema, userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { pageLimit } from '../requests/page-limit.js';
import { itemCursorSchema } from './item-cursor.js';

export const listItemsQuerySchema = z.strictObject({
  state: z.enum(itemStateSchema.options, { error: `one of ${itemStateSchema.options.join(', ')}` }).optional(),
  limit: pageLimit({ usual: 100, largest: 1_000 }),
  cursor: itemCursorSchema.optional(),
});
export type ListItemsQuery = z.output<typeof listItemsQuerySchema>;

const itemObjectSchema = z.object({
  /** Where it stands in the list that was sent, from 1. */
  position: z.int(),
  /** Where it stood in the file; null when it did not come in one. */
  line: z.int().nullable(),
  user_id: userIdSchema.nullable(),
  email: z.string().nullable(),
  state: itemStateSchema,
  error: z
    .object({ code: z.enum(ERROR_CODES), message: z.string(), details: z.record(z.string(), z.unknown()) })
    .nullable(),
  added_at: z.string().nullable(),
});

export const itemPageSchema = z.object({
  data: z.array(itemObjectSchema),
  /** For the query parameter `cursor` of the next request; null on the last page. */
  next_cursor: z.string().nullable(),
});
/** Ids come from rows here, so they are plain strings. */
export type ItemPage = z.input<typeof itemPageSchema>;

export function toItemObject(row: OperationItem): ItemPage['data'][number] {
  const { position, line, user_id, email, state, code, details, added_at } = row;
  const error = code === null ? null : { code, message: errorDefinition(code).message, details: details ?? {} };
  return { position, line, user_id, email, state, error, added_at: added_at?.toISOString() ?? null };
}
