import { DomainError } from '@roster/domain';

/** How a caller wants to wait for the outcome of a change (RFC 7240, sections 4.1 and 4.3). */
export interface WaitPreference {
  /** How long to wait for the outcome, in milliseconds; 0: not at all. */
  readonly waitMs: number;
  /** Whether the change must be stored before it is answered, even if the queue is out of reach. */
  readonly durable: boolean;
  /** Whether the caller asked for an answer before the change is made. */
  readonly respondAsync: boolean;
  /** The value of `Preference-Applied`; null when the request has no known preference. */
  readonly applied: string | null;
}

const DEFAULT_WAIT_MS = 10_000;
const MAX_WAIT_SECONDS = 60;
const NO_PREFERENCE: WaitPreference = { waitMs: DEFAULT_WAIT_MS, durable: false, respondAsync: false, applied: null };

/** The next token, quoted string or separator of a header (RFC 9110, section 5.6), after optional whitespace. */
const LEXEME = /[ \t]*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)|"((?:[^"\\]|\\.)*)"|([,;=]))/y;

type Lexeme = { readonly token: string } | { readonly quoted: string } | { readonly separator: string };

/**
 * Parses a `Prefer` header. Unknown preferences are ignored, and the first of a repeated one counts (section 2).
 * `respond-async, wait=5` waits five seconds and then answers 202. Hand-written, because this is no structured field:
 * `structured-headers` refuses upper case and empty elements, and takes the last of a repeated preference.
 *
 * @throws DomainError MALFORMED_REQUEST
 */
export function parsePrefer(header: string | undefined): WaitPreference {
  if (header === undefined) return NO_PREFERENCE;
  const preferences = readPreferences(header);
  const respondAsync = preferences.has('respond-async');
  const wait = preferences.get('wait');
  if (respondAsync && preferences.get('respond-async') !== '') throw malformed();
  if (wait === undefined)
    return respondAsync ? { waitMs: 0, durable: true, respondAsync, applied: 'respond-async' } : NO_PREFERENCE;

  if (!/^\d{1,4}$/.test(wait) || Number(wait) > MAX_WAIT_SECONDS) throw malformed();
  const seconds = Number(wait);
  return {
    waitMs: seconds * 1_000,
    durable: seconds === 0,
    respondAsync,
    applied: respondAsync ? `respond-async, wait=${seconds}` : `wait=${seconds}`,
  };
}

function readPreferences(header: string): Map<string, string> {
  const preferences = new Map<string, string>();
  for (const preference of splitAt(',', lexemesOf(header.trim()))) {
    if (preference.length === 0) continue;
    const [first, ...parameters] = splitAt(';', preference);
    const { name, value } = readPair(first ?? []);
    for (const parameter of parameters) if (parameter.length > 0) readPair(parameter);
    if (!preferences.has(name)) preferences.set(name, value);
  }
  return preferences;
}

function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  LEXEME.lastIndex = 0;
  while (LEXEME.lastIndex < text.length) {
    const match = LEXEME.exec(text);
    if (match === null) throw malformed();
    const [, token, quoted, separator = ''] = match;
    if (token !== undefined) lexemes.push({ token });
    else lexemes.push(quoted === undefined ? { separator } : { quoted: quoted.replace(/\\(.)/g, '$1') });
  }
  return lexemes;
}

function splitAt(separator: string, lexemes: readonly Lexeme[]): Lexeme[][] {
  const parts: Lexeme[][] = [[]];
  for (const lexeme of lexemes) {
    if ('separator' in lexeme && lexeme.separator === separator) parts.push([]);
    else parts.at(-1)?.push(lexeme);
  }
  return parts;
}

/** `name`, `name=token` or `name="quoted"`. Names are case-insensitive; no value and an empty one are the same. */
function readPair([name, equals, value, ...rest]: readonly Lexeme[]): { name: string; value: string } {
  if (name === undefined || !('token' in name) || rest.length > 0) throw malformed();
  if (equals === undefined) return { name: name.token.toLowerCase(), value: '' };
  if (!('separator' in equals) || value === undefined || 'separator' in value) throw malformed();
  return { name: name.token.toLowerCase(), value: 'token' in value ? value.token : value.quoted };
}

function malformed(): DomainError {
  return new DomainError('MALFORMED_REQUEST', {
    header: 'Prefer',
    expected: `"respond-async", "wait=N" with N from 0 to ${MAX_WAIT_SECONDS} whole seconds, or both separated by a comma`,
  });
}
