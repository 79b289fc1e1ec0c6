import type { MemberPosition } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { cursorTimeSchema, encodeCursor } from '../contract/cursor.js';

const noNul = /^[^\0]*$/;

/** The member at which a page ended, and the order of the pages. */
export const memberPositionSchema = z
  .union([
    z.tuple([z.literal('added_at'), cursorTimeSchema, userIdSchema]),
    z.tuple([z.literal('full_name'), z.string().regex(noNul), userIdSchema]),
  ])
  .transform(([sort, key, userId]): MemberPosition => ({ sort, key, userId }));

export function encodeMemberCursor({ sort, key, userId }: MemberPosition): string {
  return encodeCursor([sort, key, userId]);
}
