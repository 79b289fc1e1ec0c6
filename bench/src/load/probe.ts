import type { Target } from './load.js';

const SHOWN = 200;

/** Asks once more, and tells what was answered: the load generator counts refusals, but does not keep their reason. */
export async function probe({ url, method = 'POST', path, headers, body, people }: Target): Promise<string> {
  const response = await fetch(url + path.replace('%d', '1'), {
    method,
    headers,
    body: method === 'GET' ? null : body.replace('%d', String(people)),
  });
  return `${response.status} ${(await response.text()).slice(0, SHOWN)}`;
}
