import { assertNever } from '@roster/domain';
import type { DepartmentLabel, PersonResult } from '../answers/answer.js';
import { errorWords, REFUSAL_WORDS } from './refusal-words.js';
import { bold, code, escaped, joined, mention } from './text.js';

/** A sign for how it ended. */
export function personMark({ status }: PersonResult): string {
  switch (status) {
    case 'added':
    case 'removed':
    case 'moved':
      return ':white_check_mark:';
    case 'already_there':
    case 'not_there':
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

/** How it ended for one person. */
export function personLine(result: PersonResult, department: DepartmentLabel, undone = false): string {
  return `${mention(result)} ${wordsOf(result, bold(department.name), { plural: false, undone })}`;
}

/** How it ended for several people, who are named elsewhere. */
export function peopleWords(result: PersonResult, department: DepartmentLabel, undone = false): string {
  return wordsOf(result, bold(department.name), { plural: true, undone });
}

interface Manner {
  readonly plural: boolean;
  /** The department is the one of the change that was undone: who is moved back leaves it. */
  readonly undone: boolean;
}

function wordsOf(result: PersonResult, department: string, { plural, undone }: Manner): string {
  const be = plural ? 'are' : 'is';
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
      return `will be done as soon as it is their turn`;
    case 'nowhere':
      return `${be} in no department that could be left. Use ${code('/dept add')}`;
    case 'in_several':
      return `${be} in several departments: ${joined(result.departments.slice(0, 5).map(escaped))}. Remove and add, so that it is clear which one to leave`;
    case 'refused':
      return refusal(result, plural);
    case 'rejected':
      return `could not be changed. ${errorWords(result.code)}`;
    default:
      return assertNever(result);
  }
}

/** The words of the table are for one person. */
function refusal({ reason, candidates = [] }: Extract<PersonResult, { status: 'refused' }>, plural: boolean): string {
  const { they } = REFUSAL_WORDS[reason];
  const words = plural
    ? they
        .replace(/^is /, 'are ')
        .replace(/^has /, 'have ')
        .replace(/^belongs /, 'belong ')
    : they;
  return candidates.length === 0 ? words : `${words} (${joined(candidates.slice(0, 5).map(escaped), 'or')})`;
}
