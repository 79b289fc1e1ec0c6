import type { OperationItem } from '@roster/database';
import {
  ERROR_CODES,
  errorDefinition,
  errorTextSchema,
  itemStateSchema,
  timeSchema,
  userIdSchema,
  writtenEmailSchema,
} from '@roster/domain';
import { z } from 'zod';

export const operationItemSchema = z.object({
  /** Its position in the request, from 1. */
  position: z.int(),
  /** Its line in the file; null when it came as JSON. */
  line: z.int().nullable(),
  user_id: userIdSchema.nullable(),
  email: writtenEmailSchema.nullable().meta({
    description:
      'The address in the file; null when the file named users, and without the scope `members:read`. The details of an error have no `email` then, either.',
  }),
  state: itemStateSchema,
  error: z
    .object({ code: z.enum(ERROR_CODES), message: errorTextSchema, details: z.record(z.string(), z.unknown()) })
    .nullable(),
  added_at: timeSchema.nullable(),
});

/** @param withEmail false for a caller who must not see addresses */
export function toItemObject(row: OperationItem, withEmail: boolean): z.input<typeof operationItemSchema> {
  const { position, line, user_id, state, code, added_at } = row;
  const { email: unknownEmail, ...ids } = row.details ?? {};
  const details = withEmail && unknownEmail !== undefined ? { ...ids, email: unknownEmail } : ids;
  const error = code === null ? null : { code, message: errorDefinition(code).message, details };
  const email = withEmail ? row.email : null;
  return { position, line, user_id, email, state, error, added_at: added_at?.toISOString() ?? null };
}

const MAX_POSITION = 999_999;

/** The former form of cursors: an `i` and the position. */
const olderPosition = z
  .string()
  .regex(/^i[1-9]\d{0,5}$/)
  .transform((text) => Number(text.slice(1)));

/** The position of the item at which a page ended. */
export const itemPositionSchema = z.union([z.int().min(1).max(MAX_POSITION), olderPosition]);
