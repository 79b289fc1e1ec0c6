import type { DepartmentLabel, PersonLabel } from '../answers/answer.js';
import type { ChangeName } from '../commands/command.js';
import { context, section } from './blocks.js';
import { CHANGE_WORDS } from './change-words.js';
import { type Message, message } from './message.js';
import { bold, code, escaped, joined, mention, people } from './text.js';

/** What a linked channel is told of a change that somebody made. */
export interface Announcement {
  readonly change: ChangeName;
  readonly department: DepartmentLabel;
  /** Those for whom something changed; at least one. */
  readonly people: readonly PersonLabel[];
  readonly by: PersonLabel;
  /** The change was taken back. */
  readonly undone: boolean;
}

/** More are not named: a channel is not to be flooded, and a mention notifies. */
const MOST_NAMED = 10;

export function announcementMessage({ change, department, people: who, by, undone }: Announcement): Message {
  const { done, to, doing } = CHANGE_WORDS[change];
  const inOrder = [...who].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  const named = inOrder.slice(0, MOST_NAMED).map(mention);
  const rest = who.length - named.length;
  const names = joined(rest > 0 ? [...named, people(rest)] : named);
  const what = undone ? `took back ${doing.toLowerCase()}` : done;
  return message(
    `${escaped(by.name)} ${what} ${people(who.length)} ${to} ${escaped(department.name)}`,
    section(`${mention(by)} ${what} ${names} ${to} ${bold(department.name)}.`),
    ...(department.path === department.name ? [] : [context(code(department.path))]),
  );
}
