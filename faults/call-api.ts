import type { Place } from './place.js';
import type { Stack } from './stack.js';

/** A caller who is not answered for this long, in milliseconds, asks again with the same key. */
const PATIENCE_MS = 15_000;

/**
 * One request to one of the API nodes, below the organization's path, and to the other cell when it has moved there; null when
 * no answer came.
 */
export async function callApi<Answer>(
  stack: Stack,
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<Answer>,
  { organization, token }: Pick<Place, 'organization' | 'token'> = stack.place,
): Promise<Answer | null> {
  const node = stack.nextNode();
  if (!node) return null;
  try {
    const request: RequestInit = {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
      signal: AbortSignal.timeout(PATIENCE_MS),
      // fetch would follow without the token.
      redirect: 'manual',
    };
    const response = await fetch(`${node.url}/v1/organizations/${organization}${path}`, request);
    if (response.status !== 308) return await read(response);
    await response.arrayBuffer();
    return await read(await fetch(String(response.headers.get('location')), request));
  } catch {
    return null;
  }
}
