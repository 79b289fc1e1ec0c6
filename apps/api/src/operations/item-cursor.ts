import { z } from 'zod';

const CURSOR = /^i([1-9]\d{0,5})$/;

/** Where a page of items ended, as a text that callers pass on without looking into it. */
export function encodeItemCursor(position: number): string {
  return Buffer.from(`i${position}`).toString('base64url');
}

export const itemCursorSchema = z.string({ error: 'one cursor' }).transform((cursor, context): number => {
  const position = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  if (position !== undefined && encodeItemCursor(Number(position)) === cursor) return Number(position);
  context.addIssue({ code: 'custom', message: 'the next_cursor of an earlier page, unchanged' });
  return z.NEVER;
});
