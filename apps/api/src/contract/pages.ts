import { z } from 'zod';
import { named } from './contract.js';
import { cursorOf, LONGEST_CURSOR } from './cursor.js';

/** The most entries that any list gives in a page. */
const LARGEST_PAGE = 1_000;

/** The query parameters of a list: `limit`, and `cursor` decoded into its position. */
export function pageQuery<Position extends z.ZodType>(position: Position, { usual = 50, largest = 100 } = {}) {
  return {
    limit: wholeNumber(largest).default(usual).meta({ description: 'The maximum number of entries on a page.' }),
    cursor: cursorOf(position)
      .meta({
        type: 'string',
        minLength: 1,
        maxLength: LONGEST_CURSOR,
        description: 'The `next_cursor` of the previous page.',
      })
      .optional(),
  };
}

/** The schema of a page of a list, under this name in the OpenAPI document. */
export function page<Entry extends z.ZodType>(name: string, entry: Entry) {
  return named(
    name,
    z.object({
      data: z.array(entry).meta({ maxItems: LARGEST_PAGE }),
      /** The `cursor` of the next request; null on the last page. */
      next_cursor: z.string().meta({ maxLength: LONGEST_CURSOR }).nullable(),
    }),
  );
}

/** An integer from 1 to `largest` in the query. */
export function wholeNumber(largest: number) {
  const error = `a whole number from 1 to ${largest}`;
  return z
    .string({ error })
    .refine((text) => /^\d{1,4}$/.test(text), { error, abort: true })
    .transform(Number)
    .pipe(z.int({ error }).min(1, { error }).max(largest, { error }));
}

/** `true` or `false` in the query; false when it is absent. */
export function flag() {
  return z
    .enum(['true', 'false'], { error: 'true or false' })
    .transform((text) => text === 'true')
    .pipe(z.boolean())
    .default(false);
}

/** Text to search for. Control characters are refused: Postgres does not accept NUL, and the others are invisible. */
export function searchText(maxLength: number) {
  const error = `1 to ${maxLength} characters, none of them a control character`;
  const pattern = new RegExp(`^\\P{Cc}{1,${maxLength}}$`, 'u');
  return z
    .string({ error })
    .refine((text) => pattern.test(text), { error })
    .meta({ minLength: 1, maxLength });
}
