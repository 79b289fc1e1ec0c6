import { ORGANIZATION, type Stack } from './stack.js';

/** A caller who is not answered for this long, in milliseconds, asks again with the same key. */
const PATIENCE_MS = 15_000;

/** One request to one of the API nodes, below the organization's path; null when no answer came. */
export async function callApi<Answer>(
  stack: Stack,
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer | null> {
  const node = stack.nextNode();
  if (!node) return null;
  try {
    const response = await fetch(`${node.url}/v1/organizations/${ORGANIZATION}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${stack.token}`, 'content-type': 'application/json', ...init.headers },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await read(response);
  } catch {
    return null;
  }
}
