import type { ChangeName, ParsedCommand, PersonReference } from './command.js';
import type { Token } from './tokens.js';

/** How many people and groups one command may name. A group counts once. */
export const MOST_PEOPLE = 100;
/** Characters of a department's path. */
export const LONGEST_DEPARTMENT = 1_000;

/** The words that may precede the department. */
const PREPOSITIONS: Readonly<Record<ChangeName, readonly string[]>> = {
  add: ['to', 'into', 'in'],
  remove: ['from', 'of', 'out'],
  move: ['to', 'into', 'in'],
};
/** Words between people that mean nothing there. Inside a name ("Research and Design") they belong to it. */
const CONNECTOR = /^(?:and|&|\+|[,;]+|[,;]and)$/i;

/** `<people> [to] <department>`, in any order. Adjacent words are one text. */
export function parseChange(name: ChangeName, tokens: readonly Token[]): ParsedCommand {
  const people: PersonReference[] = [];
  const departments: string[] = [];
  for (const run of runsOf(tokens)) {
    if ('person' in run) {
      if (!people.some((person) => isSame(person, run.person))) people.push(run.person);
      continue;
    }
    const text = departmentIn(name, run.words, people.length > 0);
    if (text === null) return { problem: { kind: 'not_a_person', typed: run.words[0]?.text ?? '', command: name } };
    if (text !== '') departments.push(text);
  }
  const [department = null, second] = departments;
  if (department !== null && second !== undefined) {
    return { problem: { kind: 'two_departments', first: department, second } };
  }
  if (people.length > MOST_PEOPLE) {
    return { problem: { kind: 'too_many_people', count: people.length, limit: MOST_PEOPLE } };
  }
  if (department !== null && department.length > LONGEST_DEPARTMENT) {
    return { problem: { kind: 'department_too_long', limit: LONGEST_DEPARTMENT } };
  }
  return { command: { name, people, department } };
}

type Word = Extract<Token, { kind: 'word' | 'quoted' }>;
type Run = { readonly person: PersonReference } | { readonly words: readonly Word[] };

function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  let words: Word[] = [];
  const end = () => {
    if (words.length > 0) runs.push({ words });
    words = [];
  };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'person') {
      end();
      runs.push({ person: token.person });
    } else if (token.kind !== 'refused') {
      const isLast = tokens[index + 1]?.kind === 'person';
      const isEdge = words.length === 0 || isLast;
      if (isEdge && token.kind === 'word' && CONNECTOR.test(token.text)) continue;
      words.push(isLast && token.kind === 'word' ? { ...token, text: token.text.replace(/[,;]+$/, '') } : token);
    }
  }
  end();
  return runs;
}

/** The department that these words name. Null when they more likely name a person; empty for a lone preposition. */
function departmentIn(name: ChangeName, words: readonly Word[], afterPeople: boolean): string | null {
  const isPreposition = (word: Word | undefined) =>
    word?.kind === 'word' && PREPOSITIONS[name].includes(word.text.toLowerCase());
  if (isPreposition(words[0])) {
    const rest = name === 'remove' && words[1]?.text.toLowerCase() === 'of' ? words.slice(2) : words.slice(1);
    return rest.map(({ text }) => text).join(' ');
  }
  const [only] = words;
  if (words.length === 1 && only?.kind === 'quoted') return only.text;
  if (!afterPeople || words.some(isPreposition)) return null;
  return words.map(({ text }) => text).join(' ');
}

function isSame(a: PersonReference, b: PersonReference): boolean {
  if (a.kind === 'user') return b.kind === 'user' && a.slackUserId === b.slackUserId;
  if (a.kind === 'group') return b.kind === 'group' && a.usergroupId === b.usergroupId;
  return b.kind === 'name' && a.text.toLowerCase() === b.text.toLowerCase();
}
