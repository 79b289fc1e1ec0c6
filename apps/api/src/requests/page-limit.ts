import { z } from 'zod';

interface PageSizes {
  readonly usual: number;
  readonly largest: number;
}

export const PAGE_SIZES: PageSizes = { usual: 50, largest: 100 };

/** The query parameter `limit`: how many rows a page has at most. */
export function pageLimit({ usual, largest }: PageSizes = PAGE_SIZES) {
  const error = `a whole number from 1 to ${largest}`;
  return z
    .string({ error })
    .regex(/^\d{1,4}$/, { error })
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= largest, { error })
    .default(usual);
}
