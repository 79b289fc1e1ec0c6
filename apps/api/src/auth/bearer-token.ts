/** `Bearer` and a token of the form b64token (RFC 6750, section 2.1); the scheme is case-insensitive (RFC 9110). */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** Far longer than any token that we give out, and long enough for the JWTs of identity providers. */
const MAX_HEADER_LENGTH = 8_192;

/** The token in an `Authorization` header; null when there is none, or it cannot be one. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return null;
  return BEARER.exec(header)?.[1] ?? null;
}
