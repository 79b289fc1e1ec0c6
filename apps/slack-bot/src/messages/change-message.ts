import { ACTIONS } from '../answers/action-ids.js';
import type { ChangeReport, DepartmentLabel, PersonResult } from '../answers/answer.js';
import { actions, button, context, lineSections, section, trace } from './blocks.js';
import { CHANGE_WORDS } from './change-words.js';
import { type Message, message } from './message.js';
import { peopleWords, personLine, personMark } from './person-line.js';
import { bold, code, escaped, mention, people } from './text.js';

/** Up to this many everybody has a line; more are gathered by how it ended. */
const MOST_LINES = 10;

/** How a change, or an undo of one, ended: for each person, and with what to do where it did not end well. */
export function changedMessage(report: ChangeReport, undone: boolean): Message {
  const { results, department } = report;
  const text = headline(report, undone);
  const only = results.length === 1 ? results[0] : undefined;
  const blocks = only
    ? [section(`${personMark(only)} ${undone ? 'Undone: ' : ''}${personLine(only, department, undone)}`)]
    : [section(`*${text}*`), ...lineSections(resultLines(report, undone))];
  if (department.path !== department.name) blocks.push(context(`${code(department.path)}`));
  if (report.undoable) blocks.push(actions(button('Undo', ACTIONS.undo, report.requestId)));
  if (results.some(({ status }) => status === 'rejected' || status === 'pending')) blocks.push(trace(report.traceId));
  return message(text, ...blocks);
}

function headline({ change, department, results }: ChangeReport, undone: boolean): string {
  const { done, to } = CHANGE_WORDS[change];
  const changed = results.filter(({ status }) => CHANGED.has(status)).length;
  const all = results.length === changed ? people(changed) : `${changed} of ${people(results.length)}`;
  if (undone && changed > 0) {
    const back = change === 'move' ? 'moved back from' : `${done} ${to}`;
    return `Undone: ${all} ${back} ${escaped(department.name)}`;
  }
  if (changed === 0 && results.every(({ status }) => status === 'pending')) {
    return `On its way: ${people(results.length)} ${to} ${escaped(department.name)}`;
  }
  return changed === 0
    ? `Nobody was ${done} ${to} ${escaped(department.name)}`
    : `${all} ${done} ${to} ${escaped(department.name)}`;
}

const CHANGED = new Set<PersonResult['status']>(['added', 'removed', 'moved']);

function resultLines({ results, department }: ChangeReport, undone: boolean): string[] {
  if (results.length <= MOST_LINES) {
    return results.map((result) => `${personMark(result)} ${personLine(result, department, undone)}`);
  }
  const groups = new Map<string, PersonResult[]>();
  for (const result of results) {
    const key = groupOf(result);
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()].flatMap((group) => groupLines(group, department, undone));
}

/** Those who ended the same way, and need the same thing to be done, share a line. */
function groupOf(result: PersonResult): string {
  if (result.status === 'refused') return `refused:${result.reason}:${result.candidates?.join() ?? ''}`;
  if (result.status === 'rejected') return `rejected:${result.code}`;
  return 'departments' in result ? `${result.status}:${result.departments.join()}` : result.status;
}

/** Characters of names in one line, so that several lines share a section. */
const NAMES_A_LINE = 700;

function groupLines(group: readonly PersonResult[], department: DepartmentLabel, undone: boolean): string[] {
  const [first] = group;
  if (!first) return [];
  if (group.length === 1) return [`${personMark(first)} ${personLine(first, department, undone)}`];
  const lines = [`${personMark(first)} *${people(group.length)}* ${peopleWords(first, department, undone)}:`];
  let line = '';
  const inOrder = [...group].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  for (const name of inOrder.map(mention)) {
    if (line !== '' && line.length + name.length > NAMES_A_LINE) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? name : `${line}, ${name}`;
  }
  lines.push(line);
  return lines;
}

/** What is said while a change runs. */
export function workingText(doing: string, number: number, to: string, department: string): string {
  return `${doing} ${people(number)} ${to} ${bold(department)}…`;
}
