import { DEPARTMENT_SORTS, type DepartmentPosition, type DepartmentSort } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf, cursorTimeSchema, encodeCursor } from '../requests/cursor.js';

/** A name as it is sorted: no NUL, which Postgres cannot take. */
const nameKey = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u);

/** Where a page ended, and in which order it was. */
export interface DepartmentCursor extends DepartmentPosition {
  readonly sort: DepartmentSort;
}

const positionSchema = z
  .union([
    z.tuple([z.enum(['name', '-name']), nameKey, departmentIdSchema]),
    z.tuple([z.enum(['created_at', '-created_at']), cursorTimeSchema, departmentIdSchema]),
  ])
  .transform(([sort, key, id]): DepartmentCursor => ({ sort, key, id }));

export const departmentCursorSchema = cursorOf(positionSchema);

export function encodeDepartmentCursor({ sort, key, id }: DepartmentCursor): string {
  return encodeCursor([sort, key, id]);
}

export const departmentSortSchema = z.enum(DEPARTMENT_SORTS, {
  error: DEPARTMENT_SORTS.map((sort) => `"${sort}"`).join(', '),
});
