import type { KnownBlock } from '@slack/types';
import { ACTIONS } from './action-ids.js';
import type { AnswerOf, HistoryEntry } from './answer.js';
import { button, context, type Message, message, section, sentence } from './blocks.js';
import { CHANGE_WORDS } from './change-message.js';
import { escapedPath } from './directory-message.js';
import { code, count, joined, mention } from './text.js';

/** More are counted, so that a line stays short. */
const MOST_NAMED = 3;

export function historyMessage({ changes }: AnswerOf<'history'>): Message {
  if (changes.length === 0) return sentence('You have changed nothing in the last twelve hours.');
  return message(
    'Your changes of the last twelve hours',
    section('*Your changes of the last twelve hours*'),
    ...historyBlocks(changes),
    ...(changes.every(({ undone }) => undone) ? [] : [context(`To undo the latest one: ${code('/dept undo')}`)]),
  );
}

/** A line for each change, with a button to undo it. */
export function historyBlocks(changes: readonly HistoryEntry[]): KnownBlock[] {
  return changes.map((entry, index) => {
    const line = section(historyLine(entry));
    if (entry.undone) return line;
    return { ...line, accessory: button('Undo', `${ACTIONS.undo}:${index}`, entry.requestId) };
  });
}

function historyLine({ change, department, people: who, at, undone }: HistoryEntry): string {
  const { done, to } = CHANGE_WORDS[change];
  const named = who.slice(0, MOST_NAMED).map(mention);
  const rest = who.length - named.length;
  const names = joined(rest > 0 ? [...named, count(rest, 'other', 'others')] : named);
  const what = `${names} ${done} ${to} ${escapedPath(department.path)}`;
  return `${timeOf(at)}  ${undone ? `~${what}~ (undone)` : what}`;
}

/** In the reader's time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
function timeOf(at: string): string {
  return `<!date^${Math.floor(Date.parse(at) / 1_000)}^{time}|${at.slice(11, 16)} UTC>`;
}
