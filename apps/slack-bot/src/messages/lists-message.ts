import { ACTIONS } from '../answers/action-ids.js';
import type { Answer, DepartmentLabel } from '../answers/answer.js';
import { LIMITS } from './block-limits.js';
import { actions, button, context, lineSections, section } from './blocks.js';
import { type Message, message } from './message.js';
import { bold, code, count, cutPath, escaped, escapedWhole, people } from './text.js';
import { treeLines } from './tree-text.js';

type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;

export function membersMessage({ department, members, total, next }: AnswerOf<'members'>): Message {
  const text = `${escaped(department.name)}: ${people(total)}`;
  if (total === 0) {
    const hint = `Nobody is in ${bold(department.name)} yet. Add somebody: ${code(`/dept add @name to ${department.path}`)}`;
    return message(text, section(hint));
  }
  const lines = members.map(({ name, email }) => `• ${escaped(name)}  ${escaped(email)}`);
  return message(
    text,
    section(`${bold(department.name)}: ${people(total)}`),
    ...lineSections(lines),
    context(code(department.path)),
    ...(next === null ? [] : [actions(button('Show more', ACTIONS.nextMembers, next))]),
  );
}

export function departmentsMessage({ departments, more }: AnswerOf<'departments'>): Message {
  const number = `${more ? 'The first ' : ''}${count(departments.length, 'department', 'departments')}`;
  if (departments.length === 0)
    return message('There are no departments yet.', section('There are no departments yet.'));
  return message(
    number,
    section(`*${number}*`),
    ...lineSections(departments.map(departmentLine)),
    context(
      more
        ? `There are more. Search them: ${code('/dept find text')}`
        : `As a tree: ${code('/dept tree')}. Who is in one: ${code('/dept members name')}`,
    ),
  );
}

export function treeMessage({ nodes }: AnswerOf<'tree'>): Message {
  const lines = treeLines(nodes);
  if (lines.length === 0) return message('There are no departments yet.', section('There are no departments yet.'));
  const text = count(lines.length, 'department', 'departments');
  const { drawings, left } = drawn(lines);
  return message(
    text,
    ...drawings.map((drawing) => section(drawing)),
    context(
      left > 0
        ? `… and ${count(left, 'department', 'departments')} more. Draw a part of it: ${code('/dept tree name')}`
        : 'The number behind a name: people in the department itself, not in those below it.',
    ),
  );
}

const FENCE = '```';
/** Some lines for the rest of the message, and the fences. */
const DRAWING = LIMITS.sectionText - 2 * FENCE.length - 2;

/** Lines in as many code blocks as are needed and allowed. A line that is too long even alone loses its end. */
function drawn(lines: readonly string[]): { drawings: string[]; left: number } {
  const drawings: string[] = [];
  let current: string[] = [];
  let length = 0;
  let used = 0;
  for (const [index, full] of lines.entries()) {
    const line = full.slice(0, DRAWING);
    if (used + line.length + 1 > LIMITS.lines) {
      if (current.length > 0) drawings.push(fenced(current));
      return { drawings, left: lines.length - index };
    }
    if (length + line.length + 1 > DRAWING) {
      drawings.push(fenced(current));
      current = [];
      length = 0;
    }
    current.push(line);
    length += line.length + 1;
    used += line.length + 1;
  }
  return { drawings: [...drawings, fenced(current)], left: 0 };
}

function fenced(lines: readonly string[]): string {
  return `${FENCE}\n${lines.join('\n')}\n${FENCE}`;
}

export function foundMessage({ text, departments, people: found, more }: AnswerOf<'found'>): Message {
  if (departments.length === 0 && found.length === 0) {
    const none = `Nothing found for ${bold(text)}. ${code('/dept list')} shows all departments.`;
    return message(`Nothing found for ${escaped(text)}`, section(none));
  }
  const summary = [
    ...(departments.length > 0 ? [count(departments.length, 'department', 'departments')] : []),
    ...(found.length > 0 ? [people(found.length)] : []),
  ].join(' and ');
  return message(
    `Found ${summary} for ${escaped(text)}`,
    section(`Found ${summary} for ${bold(text)}`),
    ...lineSections(departments.map(departmentLine), { budget: LIMITS.lines / 2 }),
    ...lineSections(
      found.map(({ name, email }) => `:bust_in_silhouette: ${escaped(name)}  ${escaped(email)}`),
      { budget: LIMITS.lines / 2 },
    ),
    ...(more ? [context('There is more. A longer text finds less.')] : []),
  );
}

function departmentLine({ path, members }: DepartmentLabel & { readonly members: number }): string {
  return `:file_folder: ${escapedPath(path)}  (${people(members)})`;
}

/** A path is longer than a name, and its end says more. */
export function escapedPath(path: string): string {
  return escapedWhole(cutPath(path, 250));
}
