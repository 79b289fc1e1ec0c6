import { errorCodeOf } from './roster-error.js';

/** An organization may have moved on from the cell that it moved to. */
const MOST_HOPS = 3;

/**
 * A `fetch` that sends a request again to the cell that its organization has moved to: with its method, body, token and
 * `Idempotency-Key`, which belong to the organization and moved with it. It follows nobody but the API (308
 * ORGANIZATION_MOVED), and never from https to http.
 */
export function following(fetch: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return async (given) => {
    let request = given;
    for (let hops = 0; hops < MOST_HOPS; hops += 1) {
      const response = await fetch(request.clone());
      const location = await newLocation(response, request.url);
      if (location === null) return response;
      request = new Request(location, request);
      // Positions in the log of another cell mean nothing there.
      request.headers.delete('consistency-token');
    }
    return fetch(request);
  };
}

/** Where to send the request instead; null when the answer is not that, or cannot be trusted with a token. */
async function newLocation(response: Response, sentTo: string): Promise<URL | null> {
  const location = response.headers.get('location');
  if (response.status !== 308 || location === null || !URL.canParse(location)) return null;
  const url = new URL(location);
  const isAsSafe = url.protocol === 'https:' || (url.protocol === 'http:' && sentTo.startsWith('http:'));
  if (!isAsSafe) return null;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return errorCodeOf(body) === 'ORGANIZATION_MOVED' ? url : null;
}
