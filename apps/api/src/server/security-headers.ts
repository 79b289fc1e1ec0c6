const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
/** Scripts are files of this host, without `eval`. Styles may be inline: Scalar sets them on elements as it draws. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ALL_HEADERS = {
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  // Roster cannot speak for other hosts of its domain.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
/** No answer is a page, and none may be cached but those with a tag, which set a `Cache-Control` of their own. */
const API_HEADERS = { ...ALL_HEADERS, 'content-security-policy': API_POLICY, 'cache-control': 'no-store' };
const DOCS_HEADERS = {
  ...ALL_HEADERS,
  'content-security-policy': DOCS_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * The headers that restrict browsers. Not from `helmet`: it sends headers for pages with every answer, and some that
 * browsers no longer read.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export function securityHeaders(url = ''): Readonly<Record<string, string>> {
  return url.startsWith('/docs') ? DOCS_HEADERS : API_HEADERS;
}
