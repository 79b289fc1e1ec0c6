import type { MemberListPosition } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { z } from 'zod';
import { encodeCursor } from '../contract/cursor.js';

/** The member at which a page ended, and the order of the pages: by ID it is the ID alone. */
export const memberListPositionSchema = z.union([
  userIdSchema.transform((userId): MemberListPosition => ({ sort: 'user_id', userId })),
  z
    .tuple([z.literal('full_name'), z.string().regex(/^[^\0]*$/), userIdSchema])
    .transform(([sort, key, userId]): MemberListPosition => ({ sort, key, userId })),
]);

export function encodeMemberListCursor(position: MemberListPosition): string {
  if (position.sort === 'user_id') return encodeCursor(position.userId);
  return encodeCursor([position.sort, position.key, position.userId]);
}
