import type { DepartmentPosition, DepartmentSort } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorTimeSchema, encodeCursor } from '../contract/cursor.js';

/** A name as it is sorted: no NUL, which Postgres cannot take. */
const nameKey = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u);

/** Where a page ended, and in which order it was. */
export interface DepartmentCursor extends DepartmentPosition {
  readonly sort: DepartmentSort;
}

export const departmentPositionSchema = z
  .union([
    z.tuple([z.enum(['name', '-name']), nameKey, departmentIdSchema]),
    z.tuple([z.enum(['created_at', '-created_at']), cursorTimeSchema, departmentIdSchema]),
  ])
  .transform(([sort, key, id]): DepartmentCursor => ({ sort, key, id }));

export function encodeDepartmentCursor({ sort, key, id }: DepartmentCursor): string {
  return encodeCursor([sort, key, id]);
}
