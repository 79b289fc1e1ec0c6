/** `Bearer` and a b64token (RFC 6750, section 2.1). The scheme is case-insensitive (RFC 9110). */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** Far longer than our own tokens, and long enough for the JWTs of identity providers. */
const MAX_HEADER_LENGTH = 8_192;

/** The token in an `Authorization` header; null when it is missing or malformed. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return null;
  return BEARER.exec(header)?.[1] ?? null;
}
