import type { MemberPosition } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorOf, cursorTimeSchema, encodeCursor } from '../requests/cursor.js';

const noNul = /^[^\0]*$/;

const positionSchema = z
  .union([
    z.tuple([z.literal('added_at'), cursorTimeSchema, userIdSchema]),
    z.tuple([z.literal('full_name'), z.string().regex(noNul), userIdSchema]),
  ])
  .transform(([sort, key, userId]): MemberPosition => ({ sort, key, userId }));

export const memberCursorSchema = cursorOf(positionSchema);

export function encodeMemberCursor({ sort, key, userId }: MemberPosition): string {
  return encodeCursor([sort, key, userId]);
}
