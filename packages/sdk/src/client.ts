import createClient, { type Client } from 'openapi-fetch';
import { consistent } from './consistent-fetch.js';
import { following } from './following-fetch.js';
import { type RetryOptions, retrying } from './retrying-fetch.js';
import type { paths } from './schema.generated.js';

export interface ClientOptions {
  /** Where the API is, like `https://roster.example.com`. */
  readonly baseUrl: string;
  /** An API key, or a function that gives the current token before each request. */
  readonly token: string | (() => string | Promise<string>);
  readonly retry?: RetryOptions | undefined;
  /**
   * Follows an organization to the cell that it has moved to, which then gets the token, too. Default: true. With false a
   * call is rejected with `ORGANIZATION_MOVED`, and `details.location` is the URL there.
   */
  readonly followMoves?: boolean | undefined;
  /** Instead of the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** The API, typed: `roster.GET('/v1/organizations/{organization_id}/…', { params: … })` and so on for each method. */
export type RosterClient = Client<paths, 'application/json'>;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A client of the API whose calls go by path. Every write bears an `Idempotency-Key`, so that a change whose answer got lost is sent again
 * without being carried out again; give one yourself in `params.header` to make it survive your own restart.
 */
export function createRoster({
  baseUrl,
  token,
  retry,
  followMoves = true,
  fetch = globalThis.fetch,
}: ClientOptions): RosterClient {
  const send = consistent(retrying(fetch, retry));
  const roster = createClient<paths, 'application/json'>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    fetch: followMoves ? following(send) : send,
    // `fetch` itself would follow any redirect, and to another host without the token.
    redirect: 'manual',
  });
  roster.use({
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      if (!SAFE.has(request.method) && !request.headers.has('idempotency-key'))
        request.headers.set('idempotency-key', crypto.randomUUID());
      return request;
    },
  });
  return roster;
}
