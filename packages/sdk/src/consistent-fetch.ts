const HEADER = 'consistency-token';

/** As many as the API takes in one request. */
const MOST_TOKENS = 100;

/** A token of a write that no later write covers, and when it was received. */
interface HeldToken {
  readonly token: string;
  readonly receivedAt: number;
}

/**
 * A `fetch` whose reads show what its writes have changed, also when a replica serves them: answers to writes have a
 * token, and reads of the same cell send those that no later write covers. These are several only when writes overlap.
 */
export function consistent(fetch: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  let clock = 0;
  const heldOf = new Map<string, readonly HeldToken[]>();
  return async (request) => {
    clock += 1;
    const sentAt = clock;
    const cell = cellOf(request);
    const held = heldOf.get(cell) ?? [];
    if (request.method === 'GET' && held.length > 0 && !request.headers.has(HEADER))
      request.headers.set(HEADER, held.map(({ token }) => token).join(', '));
    const response = await fetch(request);
    const token = response.headers.get(HEADER);
    if (token !== null) {
      clock += 1;
      // A token covers everything that was answered before its request was sent.
      const uncovered = heldOf.get(cell)?.filter(({ receivedAt }) => receivedAt > sentAt) ?? [];
      heldOf.set(cell, [...uncovered, { token, receivedAt: clock }].slice(-MOST_TOKENS));
    }
    return response;
  };
}

/** The base URL of the cell. */
function cellOf({ url }: Request): string {
  return url.replace(/\/v1\/.*$/s, '');
}
