import { ScimError } from '../scim-error.js';

export type Token =
  | { readonly kind: '(' | ')' | '[' | ']' | 'end'; readonly at: number }
  /** A word of the grammar, an attribute, `true`, `false` or `null`. */
  | { readonly kind: 'word'; readonly at: number; readonly text: string }
  | { readonly kind: 'string'; readonly at: number; readonly value: string };

/** Longer filters than providers send. What is shorter is parsed in well under a millisecond. */
const MAX_LENGTH = 10_000;

const TOKEN = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([\w$.:-]+)|$)/y;

/**
 * Splits a filter or path into its tokens.
 *
 * @throws ScimError `problem`, with the position
 */
export function scan(text: string, problem: 'invalidFilter' | 'invalidPath'): Token[] {
  if (text.length > MAX_LENGTH) throw new ScimError(problem, `The filter is longer than ${MAX_LENGTH} characters.`);
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new ScimError(problem, `Unexpected character at position ${at + 1}.`);
    const [, bracket, string, word] = match;
    if (bracket !== undefined) tokens.push({ kind: bracket as '(', at });
    else if (string !== undefined) tokens.push({ kind: 'string', at, value: unquoted(string, at, problem) });
    else if (word !== undefined) tokens.push({ kind: 'word', at, text: word });
    else return [...tokens, { kind: 'end', at }];
  }
}

/** A string is one of JSON. Postgres has no text with NUL, and UTF-8 no unpaired surrogate. */
function unquoted(text: string, at: number, problem: 'invalidFilter' | 'invalidPath'): string {
  try {
    const value: string = JSON.parse(text);
    if (!value.includes('\0') && value.isWellFormed()) return value;
  } catch {
    // Answered as below.
  }
  throw new ScimError(
    problem,
    `The string at position ${at + 1} is not a JSON string, or contains a NUL character or invalid Unicode.`,
  );
}
