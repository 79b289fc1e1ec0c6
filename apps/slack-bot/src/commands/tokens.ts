import type { ParseProblem, PersonReference } from './command.js';

export interface PersonToken {
  readonly kind: 'person';
  readonly person: PersonReference;
  /** A comma or the like follows. */
  readonly closed: boolean;
}

export interface WordToken {
  readonly kind: 'word' | 'quoted';
  readonly text: string;
}

/** A piece of a command's text. */
export type Token = PersonToken | WordToken | { readonly kind: 'refused'; readonly problem: ParseProblem };

/** What Slack writes for a mention (https://docs.slack.dev/interactivity/implementing-slash-commands#escaping). */
const MENTION = /^<([@#!]|mailto:)([^|<>]*)(?:\|([^<>]*))?>/;
/** A name that Slack takes for an address, as `Node.js` in `<http://Node.js|Node.js>`. It may be part of a word. */
const LINK = /<(https?:\/\/[^|<>]*)(?:\|([^<>]*))?>/g;
const QUOTED = /^["“”„‟«»＂]([^"“”„‟«»＂]*)["“”„‟«»＂](?=[\s,;<]|$)/u;
const OPENING_QUOTE = /^["“„‟«＂]/u;
const SINGLE_QUOTED = /^['‘‚‛]([^'‘’‚‛]+)['’‛](?=[\s,;<]|$)/u;
/** Slack writes a typed "<" as "&lt;", so a bare one begins a mention. */
const WORD = /^(?:<|[^\s<]+)/u;
const NAME = /^@([\p{L}\p{N}][\p{L}\p{N}._-]*?)[.,;]?$/u;
const EMAIL = /^([^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".,;]+)[.,;]?$/u;
const EVERYONE = /^@?(channel|here|everyone)[.,;]?$/;

/** Splits a text into people, words and quoted texts. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text.replace(LINK, (_, address: string, label?: string) => label || address);
  for (;;) {
    rest = rest.trimStart();
    if (rest === '') return tokens;
    const [token, length] = firstToken(rest);
    tokens.push(token);
    rest = rest.slice(length);
  }
}

function firstToken(text: string): [Token, number] {
  const mention = MENTION.exec(text);
  if (mention) return [mentioned(mention), mention[0].length];
  const quoted = QUOTED.exec(text) ?? SINGLE_QUOTED.exec(text);
  if (quoted) return [{ kind: 'quoted', text: unescaped(quoted[1] ?? '').trim() }, quoted[0].length];
  if (OPENING_QUOTE.test(text)) return [{ kind: 'refused', problem: { kind: 'unclosed_quote' } }, text.length];
  const [word = text] = WORD.exec(text) ?? [];
  return [written(unescaped(word)), word.length];
}

function mentioned([, sort, target = '', label]: RegExpExecArray): Token {
  const shown = label === undefined || label === '' ? null : unescaped(label);
  if (sort === '@') return personToken({ kind: 'user', slackUserId: target, label: shown });
  if (sort === 'mailto:') return personToken({ kind: 'name', text: unescaped(target) });
  if (sort === '#') return { kind: 'refused', problem: { kind: 'channel_mentioned', label: shown } };
  if (target.startsWith('subteam^')) {
    return personToken({ kind: 'group', usergroupId: target.slice('subteam^'.length), label: shown });
  }
  return everyone(target) ?? { kind: 'word', text: target };
}

function written(word: string): Token {
  if (word.startsWith('@')) {
    const all = everyone(word);
    if (all) return all;
    const name = NAME.exec(word)?.[1];
    if (name !== undefined) return personToken({ kind: 'name', text: name }, /[,;]$/.test(word));
  }
  const email = EMAIL.exec(word)?.[1];
  return email === undefined ? { kind: 'word', text: word } : personToken({ kind: 'name', text: email });
}

function personToken(person: PersonReference, closed = false): PersonToken {
  return { kind: 'person', person, closed };
}

function everyone(text: string): Token | null {
  const mention = EVERYONE.exec(text)?.[1] as 'channel' | 'here' | 'everyone' | undefined;
  return mention === undefined ? null : { kind: 'refused', problem: { kind: 'everyone_mentioned', mention } };
}

/** Slack escapes these three and no others (https://docs.slack.dev/messaging/formatting-message-text#escaping). */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
