import type { Answer, DepartmentLabel } from '../answers/answer.js';
import { context, lineSections, section } from './blocks.js';
import { escapedPath } from './lists-message.js';
import { type Message, message } from './message.js';
import { bold, escaped } from './text.js';

/** What each role may do, in a sentence. */
const ROLE_WORDS = {
  owner: 'owner: you may change everything',
  admin: 'admin: you may change departments and people',
  member: 'member: you may look, and change the departments that you manage',
} as const;

export function whoamiMessage(answer: Extract<Answer, { kind: 'whoami' }>): Message {
  const { name, userId, role, organization, departments, manages } = answer;
  return message(
    `You are ${escaped(name)} in ${escaped(organization)}`,
    section(`You are ${bold(name)} in ${bold(organization)}\nYour role is ${ROLE_WORDS[role]}.`),
    ...departmentList('You are in', departments, 'You are in no department yet.'),
    ...(manages.length > 0 ? departmentList('You manage', manages, '') : []),
    context(`Your id in Roster: \`${escaped(userId)}\``),
  );
}

/** A title and a line for each department, or a sentence when there is none. */
export function departmentList(title: string, departments: readonly DepartmentLabel[], none: string, budget = 4_000) {
  if (departments.length === 0) return none === '' ? [] : [section(none)];
  return lineSections([`*${title}*`, ...departments.map(({ path }) => `• ${escapedPath(path)}`)], { budget });
}
