import type { MemberPosition } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { z } from 'zod';

/** The year is checked by hand: Postgres has no year 0. */
const positionSchema = z.tuple([z.iso.datetime().regex(/^(?!0000)/), userIdSchema]);

const BASE64URL = /^[A-Za-z0-9_-]{1,512}$/;

/** Where a page ended, as a text that callers pass on without looking into it. */
export function encodeCursor({ addedAt, userId }: MemberPosition): string {
  return Buffer.from(JSON.stringify([addedAt, userId])).toString('base64url');
}

export const cursorSchema = z.string({ error: 'one cursor' }).transform((cursor, context): MemberPosition => {
  const position = BASE64URL.test(cursor) ? decode(cursor) : null;
  if (position !== null) return position;
  context.addIssue({ code: 'custom', message: 'the next_cursor of an earlier page, unchanged' });
  return z.NEVER;
});

function decode(cursor: string): MemberPosition | null {
  try {
    const [addedAt, userId] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { addedAt, userId };
  } catch {
    return null;
  }
}
