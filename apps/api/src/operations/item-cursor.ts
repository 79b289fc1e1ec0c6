import { z } from 'zod';
import { cursorOf } from '../requests/cursor.js';

const MOST = 999_999;

/** Cursors used to be made of an `i` and the position. */
const olderPosition = z
  .string()
  .regex(/^i[1-9]\d{0,5}$/)
  .transform((text) => Number(text.slice(1)));

/** The position of the item at which a page ended. */
export const itemCursorSchema = cursorOf(z.union([z.int().min(1).max(MOST), olderPosition]));
