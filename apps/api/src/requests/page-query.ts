import { PAGE_SIZES } from './page-limit.js';

/** How the two query parameters of a page are documented. */
export const PAGE_QUERY = [
  {
    name: 'limit',
    description: 'How many the page has at most.',
    schema: { type: 'integer', minimum: 1, maximum: PAGE_SIZES.largest, default: PAGE_SIZES.usual },
  },
  { name: 'cursor', description: 'The `next_cursor` of the page before.', schema: { type: 'string' } },
] as const;
