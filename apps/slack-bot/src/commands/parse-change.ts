import type { ChangeCommand, ChangeName, ParsedCommand, PersonReference } from './command.js';
import { AND, CONNECTOR, GRAMMAR, leadLength, SELF } from './grammar.js';
import type { PersonToken, Token, WordToken } from './tokens.js';

/** How many people and groups one command may name. A group counts once. */
export const MOST_PEOPLE = 100;
/** Characters of a department's path. */
export const LONGEST_DEPARTMENT = 1_000;

/** `<people> [to] <department>`, in any order. Adjacent words are one text. */
export function parseChange(name: ChangeName, tokens: readonly Token[]): ParsedCommand {
  const reading = new Reading(name);
  let words: WordToken[] = [];
  for (const token of tokens) {
    if (token.kind === 'word' || token.kind === 'quoted') words.push(token);
    if (token.kind !== 'person') continue;
    reading.words(withoutEnd(words), true);
    reading.person(token);
    words = [];
  }
  reading.words(words, false);
  return reading.parsed();
}

/** The people and departments read so far. */
class Reading {
  private readonly people: PersonReference[] = [];
  private readonly departments: string[] = [];
  /** A name that Slack did not recognize, directly before: the next words may belong to it, as in "@Jane Smith". */
  private openName: string | null = null;
  private otherwise: ChangeCommand | null = null;

  constructor(private readonly name: ChangeName) {}

  person({ person, closed }: PersonToken): void {
    this.meet(person);
    this.openName = person.kind === 'name' && !person.text.includes('@') && !closed ? person.text : null;
  }

  /** The words between two people, or at an end. Before "to" they name people, after it a department. */
  words(run: readonly WordToken[], beforePerson: boolean): void {
    const words = withoutStart(run);
    if (words.length < run.length) this.openName = null;
    const texts = words.map(({ kind, text }) => (kind === 'quoted' ? '' : text));
    const { leads } = GRAMMAR[this.name];
    const lead = texts.findIndex((_, index) => leadLength(leads, texts, index) > 0);
    if (lead >= 0) {
      this.names(words.slice(0, lead));
      this.department(words.slice(lead + leadLength(leads, texts, lead)));
    } else {
      const inList = isAnd(run[0]) || (beforePerson && this.openName !== null);
      const people = this.peopleFirst(words, inList);
      if (people === 0) this.otherwise ??= this.withLongerName(words);
      this.names(words.slice(0, people));
      this.department(words.slice(people));
    }
    this.openName = null;
  }

  parsed(): ParsedCommand {
    const { name, people, otherwise } = this;
    const [department = null, second] = this.departments;
    if (department !== null && second !== undefined) {
      return { problem: { kind: 'two_departments', first: department, second } };
    }
    if (people.length > MOST_PEOPLE) {
      return { problem: { kind: 'too_many_people', count: people.length, limit: MOST_PEOPLE } };
    }
    if (department !== null && department.length > LONGEST_DEPARTMENT) {
      return { problem: { kind: 'department_too_long', limit: LONGEST_DEPARTMENT } };
    }
    return { command: { name, people, department, ...(otherwise ? { otherwise } : {}) } };
  }

  /** How many of these words, which have no "to" among them, name people. The others name a department. */
  private peopleFirst(words: readonly WordToken[], inList: boolean): number {
    const [first, second] = words;
    if (first === undefined || (first.kind === 'quoted' && second === undefined)) return 0;
    if (isSelf(first.text) && (this.people.length === 0 || second === undefined)) return 1;
    return this.people.length === 0 || inList ? words.length : 0;
  }

  /** "jane smith, bob": names without "@". */
  private names(words: readonly WordToken[]): void {
    for (const [index, text] of namesIn(words).entries()) {
      if (index === 0 && this.openName !== null) {
        this.people.pop();
        this.meet({ kind: 'name', text: `${this.openName} ${text}` });
      } else {
        this.meet(isSelf(text) ? { kind: 'self' } : { kind: 'words', text });
      }
    }
  }

  private department(words: readonly WordToken[]): void {
    if (words.length > 0) this.departments.push(textOf(words));
  }

  private meet(person: PersonReference): void {
    if (!this.people.some((known) => isSame(known, person))) this.people.push(person);
  }

  private withLongerName(words: readonly WordToken[]): ChangeCommand | null {
    if (this.openName === null || words.length === 0 || this.departments.length > 0) return null;
    const longer = { kind: 'name', text: `${this.openName} ${textOf(words)}` } as const;
    return { name: this.name, people: [...this.people.slice(0, -1), longer], department: null };
  }
}

/** Adjacent words are one name; a connector, a comma or a semicolon ends it. */
function namesIn(words: readonly WordToken[]): string[] {
  const names: string[] = [];
  let name: string[] = [];
  const end = () => {
    if (name.length > 0) names.push(name.join(' '));
    name = [];
  };
  const append = (part: string) => {
    if (part !== '') name.push(part);
  };
  for (const word of words) {
    const [first = '', ...more] = word.kind === 'quoted' ? [word.text] : word.text.split(/[,;]/);
    if (isConnector(word)) end();
    else append(first);
    for (const part of more) {
      end();
      append(part);
    }
  }
  end();
  return names;
}

function withoutStart(words: readonly WordToken[]): readonly WordToken[] {
  const first = words.findIndex((word) => !isConnector(word));
  return first < 0 ? [] : words.slice(first);
}

function withoutEnd(words: readonly WordToken[]): readonly WordToken[] {
  const last = words.findLastIndex((word) => !isConnector(word));
  return words.slice(0, last + 1).map((word, index) => (index === last ? withoutComma(word) : word));
}

function withoutComma(word: WordToken): WordToken {
  return word.kind === 'word' ? { ...word, text: word.text.replace(/[,;]+$/, '') } : word;
}

function isConnector({ kind, text }: WordToken): boolean {
  return kind === 'word' && CONNECTOR.test(text);
}

function isAnd(word: WordToken | undefined): boolean {
  return word?.kind === 'word' && AND.test(word.text);
}

function isSelf(text: string): boolean {
  return SELF.has(text.toLowerCase());
}

function textOf(words: readonly WordToken[]): string {
  return words.map(({ text }) => text).join(' ');
}

function isSame(a: PersonReference, b: PersonReference): boolean {
  if (a.kind === 'user') return b.kind === 'user' && a.slackUserId === b.slackUserId;
  if (a.kind === 'group') return b.kind === 'group' && a.usergroupId === b.usergroupId;
  if (a.kind === 'self' || b.kind === 'self') return a.kind === b.kind;
  return a.kind === b.kind && a.text.toLowerCase() === b.text.toLowerCase();
}
