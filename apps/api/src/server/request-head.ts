import type { IncomingMessage } from 'node:http';
import { DomainError } from '@roster/domain';

/** A host with or without a port (RFC 3986, section 3.2), also an empty one. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~%!$&'()*+,;=-]*)(?::\d*)?$/i;

/**
 * The error for a head that Node's parser accepts but RFC 9112 does not: a proxy in front of us may read it otherwise.
 */
export function headProblem({
  rawHeaders,
  headers: { host = '', 'transfer-encoding': coding, expect },
  httpVersionMajor,
  httpVersionMinor,
}: IncomingMessage): DomainError | undefined {
  if (httpVersionMajor !== 1) return malformed({ part: 'request', expected: 'HTTP/1.1 or HTTP/1.0' });
  const hosts = count(rawHeaders, 'host');
  // Section 3.2. HTTP/1.0 knows no `Host`.
  if (hosts > 1 || (hosts === 0 && httpVersionMinor !== 0))
    return malformed({ header: 'Host', expected: 'exactly one' });
  // Node would take the first of two, and a proxy perhaps the other.
  if (count(rawHeaders, 'authorization') > 1) return malformed({ header: 'Authorization', expected: 'one at most' });
  if (!HOST.test(host)) return malformed({ header: 'Host', expected: 'a host name or address' });
  // Section 6.1. No other coding is ever taken off, and HTTP/1.0 knows none.
  if (coding !== undefined && (httpVersionMinor === 0 || coding.toLowerCase() !== 'chunked')) {
    return malformed({ header: 'Transfer-Encoding', expected: 'chunked, in HTTP/1.1' });
  }
  // RFC 9110, section 10.1.1. HTTP/1.0 knows no `Expect`.
  if (expect !== undefined && httpVersionMinor !== 0 && expect.toLowerCase() !== '100-continue') {
    return new DomainError('EXPECTATION_FAILED', { header: 'Expect', expected: '100-continue' });
  }
  return undefined;
}

/** How often a request has a header, by its name in lower case. */
function count(rawHeaders: readonly string[], wanted: string): number {
  let found = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === wanted.length && name.toLowerCase() === wanted) found += 1;
  }
  return found;
}

function malformed(details: Readonly<Record<string, string>>): DomainError {
  return new DomainError('MALFORMED_REQUEST', details);
}

/**
 * The path and query of a request whose target is a whole URL, as it is sent to a proxy: a server has to take that, too
 * (RFC 9112, section 3.2.2). The router knows paths only, so `*` becomes one.
 */
export function originForm({ url = '' }: { readonly url?: string | undefined }): string {
  if (url.startsWith('/')) return url;
  if (url === '*') return '/*';
  const [authority] = /^https?:\/\/[^/?#]*/i.exec(url) ?? [];
  if (authority === undefined) return url;
  const rest = url.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}
