import { z } from 'zod';

const BASE64URL = /^[A-Za-z0-9_-]{1,4096}$/;

/** Where a page ended, as a text that callers pass on without looking into it. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The query parameter `cursor`, read back as the position that it was made from. Lists in the order of ids used to give
 * the bare id: what is no JSON is taken as such a text, so that cursors from then stay valid.
 */
export function cursorOf<Position extends z.ZodType>(positionSchema: Position) {
  return z.string({ error: 'one cursor' }).transform((cursor, context): z.output<Position> => {
    const position = BASE64URL.test(cursor) ? decode(positionSchema, cursor) : undefined;
    if (position?.success) return position.data;
    context.addIssue({ code: 'custom', message: 'the next_cursor of an earlier page, unchanged' });
    return z.NEVER;
  });
}

function decode<Position extends z.ZodType>(schema: Position, cursor: string) {
  return schema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A moment in a position. The year is checked by hand: Postgres has no year 0. */
export const cursorTimeSchema = z.iso.datetime().regex(/^(?!0000)/);
