import { z } from 'zod';
import { PAGE_SIZES } from './page-limit.js';

const BASE64URL = /^[A-Za-z0-9_-]{1,128}$/;

/** Where a page of a list in the order of ids ended, as a text that callers pass on without looking into it. */
export function encodeIdCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** The cursor of a list of what has such ids. */
export function idCursorSchema<Id extends z.ZodType>(idSchema: Id) {
  return z.string({ error: 'one cursor' }).transform((cursor, context): z.output<Id> => {
    const id = idSchema.safeParse(BASE64URL.test(cursor) ? Buffer.from(cursor, 'base64url').toString('utf8') : null);
    if (id.success) return id.data;
    context.addIssue({ code: 'custom', message: 'the next_cursor of an earlier page, unchanged' });
    return z.NEVER;
  });
}

/** How the two query parameters of a page are documented. */
export const PAGE_QUERY = [
  {
    name: 'limit',
    description: 'How many the page has at most.',
    schema: { type: 'integer', minimum: 1, maximum: PAGE_SIZES.largest, default: PAGE_SIZES.usual },
  },
  { name: 'cursor', description: 'The `next_cursor` of the page before.', schema: { type: 'string' } },
] as const;
