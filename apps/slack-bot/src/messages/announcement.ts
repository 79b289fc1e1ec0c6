import type { ChangeReport } from '../answers/answer.js';
import { context, section } from './blocks.js';
import { CHANGE_WORDS } from './change-words.js';
import { type Message, message } from './message.js';
import { bold, code, escaped, joined, mention, people } from './text.js';

/** More are not named: a channel is not to be flooded, and a mention notifies. */
const MOST_NAMED = 10;

/**
 * What a linked channel is told of a change that somebody made: whom it changed something for, and not who was refused.
 * A change that was announced and cannot be undone is itself an undo.
 */
export function announcement(report: ChangeReport, bySlackUserId: string): Message {
  const { department } = report;
  const who = report.results.filter(({ status }) => status === 'added' || status === 'removed' || status === 'moved');
  const named = who.slice(0, MOST_NAMED).map(mention);
  const rest = who.length - named.length;
  const names = joined(rest > 0 ? [...named, people(rest)] : named);
  const { done, to } = wordsOf(report);
  const by = mention({ slackUserId: bySlackUserId, name: 'Somebody' });
  return message(
    `${people(who.length)} ${done} ${to} ${escaped(department.name)}`,
    section(`${by} ${done} ${names} ${to} ${bold(department.name)}.`),
    ...(department.path === department.name ? [] : [context(code(department.path))]),
  );
}

/** Who is moved back leaves the department that the change was about. */
function wordsOf({ change, undoable }: ChangeReport): { done: string; to: string } {
  return change === 'move' && !undoable ? { done: 'moved back', to: 'from' } : CHANGE_WORDS[change];
}
