const REDACTED = '[redacted]';
const MAX_DEPTH = 4;

/** The fields, in lower case, whose values are never logged: credentials, and what identifies a person. */
const SENSITIVE_FIELDS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'token',
  'access_token',
  'accesstoken',
  'refresh_token',
  'bot_token',
  'bottoken',
  'api_key',
  'apikey',
  'secret',
  'client_secret',
  'signing_secret',
  'password',
  'email',
  'full_name',
  'fullname',
]);

/** A copy with sensitive fields redacted; usually there are none, and this is the object itself. */
export function redactFields(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    const clean = SENSITIVE_FIELDS.has(key.toLowerCase()) ? REDACTED : redactValue(value, depth + 1);
    if (clean === value) continue;
    copy ??= { ...fields };
    copy[key] = clean;
  }
  return copy ?? fields;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (depth > MAX_DEPTH) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactFields(value as Record<string, unknown>, depth);
}

/**
 * Masks the password of every connection string in a text, because drivers put them into error messages. The lengths are
 * bounded, so that a hostile text takes linear time.
 */
export function maskConnectionPasswords(text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"]{0,256}):[^\s/"]{0,512}@/gi, '$1:***@');
}

/** Not after a `/`: the user and host of a URL are needed for debugging. */
const EMAIL = /(?<![\w.%+/-])[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;
const BEARER = /\bbearer\s{1,8}[\w.~+/=-]{1,4096}/gi;
const API_TOKEN = /\broster_[\w-]{20,100}/g;

/**
 * Masks secrets and e-mail addresses anywhere in a line: errors and messages of libraries contain what callers sent. It
 * checks for rare characters first, because it sees every line.
 */
export function maskLine(line: string): string {
  let text = maskConnectionPasswords(line);
  if (text.includes('@')) text = text.replace(EMAIL, REDACTED);
  if (text.includes('roster_')) text = text.replace(API_TOKEN, REDACTED);
  return /bearer/i.test(text) ? text.replace(BEARER, `Bearer ${REDACTED}`) : text;
}
