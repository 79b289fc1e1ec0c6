import { DEPARTMENT_SORTS, type DepartmentPosition, type DepartmentSort } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { z } from 'zod';

const BASE64URL = /^[A-Za-z0-9_-]{1,1024}$/;

/** A name as it is sorted: no NUL, which Postgres cannot take. */
const nameKey = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u);
/** The year is checked by hand: Postgres has no year 0. */
const timeKey = z.iso.datetime().regex(/^(?!0000)/);

const positionSchema = z.union([
  z.tuple([z.enum(['name', '-name']), nameKey, departmentIdSchema]),
  z.tuple([z.enum(['created_at', '-created_at']), timeKey, departmentIdSchema]),
]);

/** Where a page ended, and in which order it was. */
export interface DepartmentCursor extends DepartmentPosition {
  readonly sort: DepartmentSort;
}

/** A cursor as a text that callers pass on without looking into it. */
export function encodeCursor({ sort, key, id }: DepartmentCursor): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
}

export const departmentCursorSchema = z.string({ error: 'one cursor' }).transform((cursor, context) => {
  const position = BASE64URL.test(cursor) ? decode(cursor) : null;
  if (position !== null) return position;
  context.addIssue({ code: 'custom', message: 'the next_cursor of an earlier page, unchanged' });
  return z.NEVER;
});

function decode(cursor: string): DepartmentCursor | null {
  try {
    const [sort, key, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { sort, key, id };
  } catch {
    return null;
  }
}

export const departmentSortSchema = z.enum(DEPARTMENT_SORTS, {
  error: DEPARTMENT_SORTS.map((sort) => `"${sort}"`).join(', '),
});
