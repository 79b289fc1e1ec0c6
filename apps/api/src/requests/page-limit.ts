import { z } from 'zod';

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 100;
const error = `a whole number from 1 to ${LARGEST_PAGE}`;

/** The query parameter `limit`. */
export const pageLimitSchema = z
  .string({ error })
  .regex(/^\d{1,3}$/, { error })
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= LARGEST_PAGE, { error })
  .default(DEFAULT_PAGE);
