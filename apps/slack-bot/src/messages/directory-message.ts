import type { DepartmentTreeNode } from '@roster/domain';
import { ACTIONS } from './action-ids.js';
import type { AnswerOf, DepartmentLabel, Listed } from './answer.js';
import {
  actions,
  button,
  context,
  DRAWING_TEXT,
  drawing,
  LIMITS,
  lineSections,
  type Message,
  message,
  packed,
  section,
  sentence,
} from './blocks.js';
import { pathContext } from './change-message.js';
import { bold, code, count, cutPath, escaped, escapedWhole, mention, people } from './text.js';

const NO_DEPARTMENTS = 'There are no departments yet.';

export function membersMessage({ department, members, total, first = 1, next, back }: AnswerOf<'members'>): Message {
  if (total === 0) {
    return sentence(
      `Nobody is in ${bold(department.name)} yet. To add someone: ${code(`/dept add @name to ${department.path}`)}`,
    );
  }
  const isWhole = first === 1 && next === null;
  const pages = isWhole ? '' : `, ${number(first)} to ${number(first + members.length - 1)}`;
  const text = `${bold(department.name)}: ${people(total)}${pages}`;
  const buttons = [
    ...(back === undefined ? [] : [button('Back', ACTIONS.previousMembers, back)]),
    ...(next === null ? [] : [button('Show more', ACTIONS.nextMembers, next)]),
  ];
  return message(
    text,
    section(text),
    ...lineSections(members.map((member) => `• ${listedPerson(member)}`)),
    context(code(department.path)),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function listedPerson({ slackUserId = null, name, email }: Listed): string {
  return `${slackUserId === null ? escaped(name) : mention({ slackUserId, name })}  ${escaped(email)}`;
}

export function departmentsMessage({ departments, more }: AnswerOf<'departments'>): Message {
  if (departments.length === 0) return sentence(NO_DEPARTMENTS);
  const number = `${more ? 'The first ' : ''}${count(departments.length, 'department', 'departments')}`;
  return message(
    number,
    section(`*${number}*`),
    ...lineSections(departments.map(departmentLine)),
    context(
      more
        ? `There are more. To search them: ${code('/dept find text')}`
        : `As a tree: ${code('/dept tree')}. Who is in one: ${code('/dept members name')}`,
    ),
  );
}

export function treeMessage({ nodes }: AnswerOf<'tree'>): Message {
  const lines = treeLines(nodes);
  if (lines.length === 0) return sentence(NO_DEPARTMENTS);
  const whole = lines.map((line) => line.slice(0, DRAWING_TEXT));
  const { texts, left } = packed(whole, DRAWING_TEXT, LIMITS.lines);
  const number = count(lines.length, 'department', 'departments');
  return message(
    [`${number}, with the number of people in each:`, ...treeInWords(nodes)].join('\n'),
    ...texts.map(drawing),
    context(
      left > 0
        ? `… and ${count(left, 'more department', 'more departments')}. To draw a part: ${code('/dept tree name')}`
        : 'The number after a name counts the people in that department, not in those below it.',
    ),
  );
}

/** The tree for those who cannot see a drawing: each department after the one it is in. */
function treeInWords(nodes: readonly DepartmentTreeNode[], parent: string | null = null): string[] {
  return nodes.flatMap(({ name, member_count, children }) => {
    const where = parent === null ? '' : ` (in ${escaped(parent)})`;
    return [`${escaped(name)}${where}: ${member_count.toLocaleString('en-US')}`, ...treeInWords(children, name)];
  });
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
    ...lineSections(departments.map(departmentLine), LIMITS.lines / 2),
    ...lineSections(
      found.map((person) => `:bust_in_silhouette: ${listedPerson(person)}`),
      LIMITS.lines / 2,
    ),
    ...(more ? [context('There are more results. Type more of the name to narrow the search.')] : []),
  );
}

function departmentLine({ path, members }: DepartmentLabel & { readonly members: number }): string {
  return `:file_folder: ${escapedPath(path)}  (${people(members)})`;
}

/** A path may be longer than a name. */
export function escapedPath(path: string): string {
  return escapedWhole(cutPath(path, 250));
}

/** The tree in box-drawing characters, a department a line, with the number of its own members. */
function treeLines(nodes: readonly DepartmentTreeNode[]): string[] {
  return nodes.flatMap((node) => [treeLine(node), ...branches(node.children, '')]);
}

function branches(nodes: readonly DepartmentTreeNode[], indent: string): string[] {
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1;
    return [
      `${indent}${isLast ? '└── ' : '├── '}${treeLine(node)}`,
      ...branches(node.children, `${indent}${isLast ? '    ' : '│   '}`),
    ];
  });
}

/** Backticks in a name would end the code block. */
function treeLine({ name, member_count, child_count, children }: DepartmentTreeNode): string {
  const hidden = child_count > 0 && children.length === 0 ? ' …' : '';
  return `${escaped(name).replaceAll('`', 'ˋ')} (${member_count.toLocaleString('en-US')})${hidden}`;
}

/** What each role may do. */
const ROLE_WORDS = {
  owner: 'owner: you can change everything',
  admin: 'admin: you can change departments and people',
  member: 'member: you can see departments and people, and change the departments you manage',
} as const;

export function whoamiMessage(answer: AnswerOf<'whoami'>): Message {
  const { name, userId, role, organization, departments, manages } = answer;
  return message(
    `You are ${escaped(name)} in ${escaped(organization)}`,
    section(`You are ${bold(name)} in ${bold(organization)}\nYour role is ${ROLE_WORDS[role]}.`),
    ...departmentList('You are in', departments, 'You are not in a department yet.'),
    ...departmentList('You manage', manages, ''),
    context(`Your Roster ID: \`${escaped(userId)}\``),
  );
}

export function whereaboutsMessage({ person, departments, manages }: AnswerOf<'whereabouts'>): Message {
  const who = mention(person);
  const [only, ...more] = departments;
  const where =
    only === undefined
      ? 'not in a department'
      : `in ${more.length === 0 ? bold(only.name) : `${departments.length} departments`}`;
  return message(
    `${who} is ${where}`,
    section(`${who} is ${where}.`),
    ...(departments.length > 1 ? departmentList('', departments, '') : departments.flatMap(pathContext)),
    ...departmentList('Manager of', manages, ''),
  );
}

/** A title, unless it is empty, and a line for each department; or a sentence when there is none. */
export function departmentList(title: string, departments: readonly DepartmentLabel[], none: string, budget = 4_000) {
  if (departments.length === 0) return none === '' ? [] : [section(none)];
  const lines = departments.map(({ path }) => `• ${escapedPath(path)}`);
  return lineSections(title === '' ? lines : [`*${title}*`, ...lines], budget);
}
