import { answeredError } from './roster-error.js';

/** What the methods of a client resolve with. */
export interface Answer<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The body of a good answer.
 *
 * @throws RosterError when the answer is an error
 */
export async function ok<Body>(answer: Promise<Answer<Body>>): Promise<Body> {
  const { data, error, response } = await answer;
  if (!response.ok) throw answeredError(error, response);
  return data as Body;
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

/**
 * Everything in a list, page by page as it is needed.
 *
 * @param read reads one page; its argument is for the query parameter `cursor`
 * @throws RosterError when a page cannot be read
 */
export async function* items<Item>(
  read: (cursor: string | undefined) => Promise<Answer<Page<Item>>>,
): AsyncGenerator<Item, void, void> {
  let cursor: string | undefined;
  do {
    const page = await ok(read(cursor));
    yield* page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
