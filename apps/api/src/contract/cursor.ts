import { z } from 'zod';
import { withoutToken } from '../replica/freshness.js';

/** In characters. */
export const LONGEST_CURSOR = 4_096;

const BASE64URL = new RegExp(`^[A-Za-z0-9_-]{1,${LONGEST_CURSOR}}$`);

/** The position at which a page ended, as an opaque text. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The query parameter `cursor`, decoded into its position. Lists sorted by ID used to return the bare ID: what is not
 * JSON is read as such an ID, so that old cursors stay valid.
 */
export function cursorOf<Position extends z.ZodType>(positionSchema: Position) {
  return z.string({ error: 'one cursor' }).transform((cursor, context): z.output<Position> => {
    const text = withoutToken(cursor);
    const position = BASE64URL.test(text) ? decode(positionSchema, text) : undefined;
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

/** A time in a position. Postgres has no year 0. */
export const cursorTimeSchema = z.iso.datetime().regex(/^(?!0000)/);
