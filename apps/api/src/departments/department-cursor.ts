import type { DepartmentPosition, DepartmentSort } from '@roster/database';
import { departmentIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorTimeSchema, encodeCursor } from '../contract/cursor.js';

/** A sort key of a name. NUL is excluded, which Postgres does not accept. */
const nameKey = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,300}$/u);

/** The position at which a page ended, and the order of the pages. */
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
