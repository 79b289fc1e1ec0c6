import type { PersonLabel } from './answer.js';

/** Characters: a longer name is cut, wherever it is shown. */
const LONGEST_SHOWN_NAME = 100;

/** Characters that change the direction of writing: a name must not affect the text after it. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const SLACK_USER = /^[UW][A-Z0-9]{1,30}$/;

/** Untrusted text for `mrkdwn`, on one line: it makes no mention, link or control sequence. */
export function escaped(text: string): string {
  return escapedWhole(shown(text));
}

/** The same without a limit on its length. */
export function escapedWhole(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Untrusted text for `plain_text`, on one line. */
export function shown(text: string, limit: number = LONGEST_SHOWN_NAME): string {
  return cut(text.replace(DIRECTION, '').replace(/\s+/gu, ' '), limit);
}

/** The beginning of a text, in whole characters, with an ellipsis. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The beginning of an `mrkdwn` text, without half an entity or mention at its end. */
export function cutMarkup(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${cut(text, limit)
        .slice(0, -1)
        .replace(/(?:&[a-z]{0,3}|<[^<>]*)$/, '')}…`;
}

/** The end of a path, as it says more than its beginning. */
export function cutPath(path: string, limit: number): string {
  const clean = path.replace(DIRECTION, '');
  return clean.length <= limit ? clean : `…${clean.slice(clean.length - limit + 1).replace(/^[\udc00-\udfff]/, '')}`;
}

export function bold(text: string): string {
  return `*${escaped(text)}*`;
}

/** Text between backticks. They cannot be escaped, so a similar character replaces those inside. */
export function code(text: string): string {
  return `\`${escaped(text).replaceAll('`', 'ˋ')}\``;
}

/** A mention of a Slack user, else the name. An ephemeral message notifies nobody. */
export function mention({ slackUserId, name }: PersonLabel): string {
  return slackUserId !== null && SLACK_USER.test(slackUserId) ? `<@${slackUserId}>` : bold(name);
}

/** "1 person", "3 people". */
export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

export function people(number: number): string {
  return count(number, 'person', 'people');
}

/** "a", "a and b", "a, b and c". */
export function joined(parts: readonly string[], word = 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word} ${last}`;
}
