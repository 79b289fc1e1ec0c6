import { z } from 'zod';

/** How many rows a page has at most, as a query parameter. */
export function pageLimit({ usual, largest }: { readonly usual: number; readonly largest: number }) {
  const error = `a whole number from 1 to ${largest}`;
  return z
    .string({ error })
    .regex(/^\d{1,4}$/, { error })
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= largest, { error })
    .default(usual);
}
