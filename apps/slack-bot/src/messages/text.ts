import type { PersonLabel } from '../answers/answer.js';
import { LONGEST_SHOWN_NAME } from './block-limits.js';

/** Characters that turn the direction of what follows: a name must not write into the text behind it. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const SLACK_USER = /^[UW][A-Z0-9]{1,30}$/;

/** A text of somebody else as it may stand in `mrkdwn`: no mention, no link, no control sequence comes of it. */
export function escaped(text: string): string {
  return escapedWhole(shown(text));
}

/** The same for a text of any length that has no line of its own to be kept short. */
export function escapedWhole(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text of somebody else as it may stand in `plain_text`. */
export function shown(text: string, limit: number = LONGEST_SHOWN_NAME): string {
  return cut(text.replace(DIRECTION, '').replace(/\s+/gu, ' '), limit);
}

/** The beginning of a text, whole characters of it, with a sign that there is more. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The beginning of an `mrkdwn` text, with no half of an entity or of a mention at its end. */
export function cutMarkup(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${cut(text, limit)
        .slice(0, -1)
        .replace(/(?:&[a-z]{0,3}|<[^<>]*)$/, '')}…`;
}

/** The end of a path, which says more than its beginning. */
export function cutPath(path: string, limit: number): string {
  const clean = path.replace(DIRECTION, '');
  return clean.length <= limit ? clean : `…${clean.slice(clean.length - limit + 1).replace(/^[\udc00-\udfff]/, '')}`;
}

export function bold(text: string): string {
  return `*${escaped(text)}*`;
}

/** Text between backticks; there is no way to escape one, so another sign takes its place. */
export function code(text: string): string {
  return `\`${escaped(text).replaceAll('`', 'ˋ')}\``;
}

/** A person as others know them in Slack, else by name. Nobody is notified by an ephemeral message. */
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
