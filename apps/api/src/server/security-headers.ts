import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** Scripts are files of this host, without `eval`. Styles may be inline: Scalar sets them on elements as it draws. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Helmet's headers with policies for an API: no answer is a page, and none may be cached but those with a tag,
 * which set a `Cache-Control` of their own.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export function securityHeaders(url = ''): Readonly<Record<string, string>> {
  return url.startsWith('/docs') ? DOCS_HEADERS : API_HEADERS;
}

const HELMET_HEADERS = helmetHeaders();
const API_HEADERS = { ...HELMET_HEADERS, 'content-security-policy': API_POLICY, 'cache-control': 'no-store' };
const DOCS_HEADERS = { ...HELMET_HEADERS, 'content-security-policy': DOCS_POLICY };

/** Asked for once: they are the same for all requests, and @fastify/helmet would compute them for each. */
function helmetHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  const set = helmet({
    contentSecurityPolicy: false,
    frameguard: { action: 'deny' },
    // Roster cannot speak for other hosts of its domain.
    strictTransportSecurity: { includeSubDomains: false },
  });
  set({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
