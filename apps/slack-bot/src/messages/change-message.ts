import { assertNever } from '@roster/domain';
import type { ChangeName } from '../commands/command.js';
import { ACTIONS } from './action-ids.js';
import type { ChangeReport, DepartmentLabel, PersonLabel, PersonResult } from './answer.js';
import { actions, button, context, lineSections, type Message, message, section, trace } from './blocks.js';
import { errorWords, REFUSAL_WORDS } from './error-words.js';
import { bold, code, escaped, joined, mention, people } from './text.js';

/** How a change is worded. `to` precedes the department. */
export const CHANGE_WORDS: Readonly<
  Record<ChangeName, { verb: string; doing: string; done: string; noun: string; to: string; title: string }>
> = {
  add: { verb: 'add', doing: 'Adding', done: 'added', noun: 'addition', to: 'to', title: 'Add' },
  remove: { verb: 'remove', doing: 'Removing', done: 'removed', noun: 'removal', to: 'from', title: 'Remove' },
  move: { verb: 'move', doing: 'Moving', done: 'moved', noun: 'move', to: 'to', title: 'Move' },
};

/** Up to this many people each have a line; more are grouped by result. */
const MOST_LINES = 10;

/** Characters of names in one line, so that several lines fit into a section. */
const NAMES_A_LINE = 700;

/** The result of a change, or of its undo, for each person, with what to do where it failed. */
export function changedMessage(report: ChangeReport, undone: boolean): Message {
  const { results, department } = report;
  const text = headline(report, undone);
  const only = results.length === 1 ? results[0] : undefined;
  const prefix = undone && only?.status !== 'left_alone' ? 'Undone: ' : '';
  const blocks = only
    ? [section(personLine(only, department, undone, prefix))]
    : [section(`*${text}*`), ...lineSections(resultLines(report, undone))];
  blocks.push(...pathContext(department));
  const buttons = [
    ...(report.undoable ? [button('Undo', ACTIONS.undo, report.requestId)] : []),
    ...(results.some(({ status }) => status === 'nowhere')
      ? [button('Add instead', ACTIONS.addInstead, report.requestId)]
      : []),
  ];
  if (buttons.length > 0) blocks.push(actions(...buttons));
  if (results.some(({ status }) => status === 'rejected' || status === 'pending')) blocks.push(trace(report.traceId));
  return message(text, ...blocks);
}

/** What is said while a change runs. */
export function workingText(change: ChangeName, number: number, department: DepartmentLabel): string {
  const { doing, to } = CHANGE_WORDS[change];
  return `:hourglass_flowing_sand: ${doing} ${people(number)} ${to} ${bold(department.name)}…`;
}

/** The path in small print, unless the name says it all. */
export function pathContext({ name, path }: DepartmentLabel) {
  return path === name ? [] : [context(code(path))];
}

function headline({ change, department, results }: ChangeReport, undone: boolean): string {
  const { done, to } = CHANGE_WORDS[change];
  const changed = results.filter(({ status }) => CHANGED.has(status)).length;
  const all = results.length === changed ? people(changed) : `${changed} of ${people(results.length)}`;
  if (undone && changed === 0 && results.every(({ status }) => status === 'left_alone')) {
    return `Nothing was undone in ${escaped(department.name)}: ${people(results.length)} left alone`;
  }
  if (undone && changed > 0) {
    const back = change === 'move' ? 'moved back from' : `${done} ${to}`;
    return `Undone: ${all} ${back} ${escaped(department.name)}`;
  }
  if (changed === 0 && results.every(({ status }) => status === 'pending')) {
    return `In progress: ${people(results.length)} ${to} ${escaped(department.name)}`;
  }
  return `${changed === 0 ? 'Nobody was' : all} ${done} ${to} ${escaped(department.name)}`;
}

const CHANGED_SINCE = { removed: 'removed from', added_again: 'added again to', added_back: 'added back to' } as const;

const CHANGED = new Set<PersonResult['status']>(['added', 'removed', 'moved']);

function resultLines({ results, department }: ChangeReport, undone: boolean): string[] {
  if (results.length <= MOST_LINES) return results.map((result) => personLine(result, department, undone));
  const groups = new Map<string, PersonResult[]>();
  for (const result of results) {
    const key = groupOf(result);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].flatMap((group) => groupLines(group, department, undone));
}

/** People with the same result, and the same thing to do about it, share a line. */
function groupOf(result: PersonResult): string {
  if (result.status === 'refused') return `refused:${result.reason}`;
  if (result.status === 'rejected') return `rejected:${result.code}`;
  if (result.status === 'left_alone') return `left_alone:${result.why}`;
  return 'departments' in result ? `${result.status}:${result.departments.join()}` : result.status;
}

function groupLines(group: readonly PersonResult[], department: DepartmentLabel, undone: boolean): string[] {
  const [first] = group;
  if (!first) return [];
  if (group.length === 1) return [personLine(first, department, undone)];
  const lines = [`${markOf(first)} *${people(group.length)}* ${resultWords(first, department, undone, true)}:`];
  let line = '';
  for (const name of byName(group).map(mention)) {
    if (line !== '' && line.length + name.length > NAMES_A_LINE) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? name : `${line}, ${name}`;
  }
  return [...lines, line];
}

/** In the order of a list that people read. */
export function byName<Person extends PersonLabel>(group: readonly Person[]): Person[] {
  return [...group].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}

function personLine(result: PersonResult, department: DepartmentLabel, undone: boolean, prefix = ''): string {
  return `${markOf(result)} ${prefix}${mention(result)} ${resultWords(result, department, undone, false)}`;
}

function markOf({ status }: PersonResult): string {
  switch (status) {
    case 'added':
    case 'removed':
    case 'moved':
      return ':white_check_mark:';
    case 'already_there':
    case 'not_there':
    case 'left_alone':
      return ':heavy_minus_sign:';
    case 'pending':
      return ':hourglass_flowing_sand:';
    case 'nowhere':
    case 'in_several':
    case 'refused':
      return ':warning:';
    case 'rejected':
      return ':x:';
    default:
      return assertNever(status);
  }
}

/** What follows the name of one person, or the number of several (`plural`). Someone who is moved back leaves the department. */
function resultWords(result: PersonResult, { name }: DepartmentLabel, undone: boolean, plural: boolean): string {
  const be = plural ? 'are' : 'is';
  const department = bold(name);
  switch (result.status) {
    case 'added':
      return `${be} now in ${department}`;
    case 'removed':
      return `${be} no longer in ${department}`;
    case 'moved':
      return undone ? `moved back from ${department}` : `moved to ${department}`;
    case 'already_there':
      return `${be} already in ${department}`;
    case 'not_there':
      return `${be} not in ${department}`;
    case 'pending':
      return `${be} still being processed`;
    case 'left_alone':
      return `${plural ? 'were' : 'was'} left alone: ${CHANGED_SINCE[result.why]} ${department} since then`;
    case 'nowhere':
      return `${be} not in a department yet, so there is nothing to move from`;
    case 'in_several':
      return `${be} in several departments: ${joined(result.departments.slice(0, 5).map(escaped))}. Move them one by one to choose which to leave`;
    case 'refused':
      return REFUSAL_WORDS[result.reason][plural ? 'many' : 'one'];
    case 'rejected':
      return `could not be changed. ${errorWords(result.code)}`;
    default:
      return assertNever(result);
  }
}
