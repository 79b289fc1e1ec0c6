import { assertNever } from '@roster/domain';
import { distance } from 'fastest-levenshtein';
import { COMMAND_NAMES, type CommandName, type DeptCommand, type ParsedCommand } from './command.js';
import { LONGEST_DEPARTMENT, parseChange } from './parse-change.js';
import { type Token, tokensOf } from './tokens.js';

/** Characters. Slack itself sends no more. */
export const LONGEST_TEXT = 8_000;

/** Control characters other than white space, and halves of surrogate pairs: no name has them, and Postgres stores no NUL. */
const UNREADABLE = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cs}]/u;
/** Invisible characters that come with copied text: zero width, byte order, direction. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/** Parses the text after `/dept`. It looks nothing up: people and departments stay as typed. */
export function parseCommand(text: string): ParsedCommand {
  if (text.length > LONGEST_TEXT) return { problem: { kind: 'too_long', length: text.length, limit: LONGEST_TEXT } };
  if (UNREADABLE.test(text)) return { problem: { kind: 'unreadable_characters' } };
  const clean = text.replace(INVISIBLE, '').normalize('NFC').trim();
  if (clean === '') return { command: { name: 'open' } };
  const [typed = ''] = clean.split(/\s/u, 1);
  const name = commandNamed(typed);
  if (name === null) return { problem: { kind: 'unknown_command', typed, suggestion: suggestCommand(typed) } };
  const tokens = tokensOf(clean.slice(typed.length));
  const refused = tokens.find((token) => token.kind === 'refused');
  if (refused) return { problem: refused.problem };
  return parseArguments(name, tokens);
}

function parseArguments(name: CommandName, tokens: readonly Token[]): ParsedCommand {
  switch (name) {
    case 'add':
    case 'remove':
    case 'move':
      return parseChange(name, tokens);
    case 'members':
    case 'tree':
    case 'find':
    case 'link':
      return parseText(name, tokens);
    case 'list':
    case 'whoami':
    case 'unlink':
      return tokens[0] ? unexpected(tokens[0], name) : { command: { name } };
    case 'help':
      return parseHelp(tokens);
    default:
      return assertNever(name);
  }
}

/** A command followed by one text, quoted or not. */
function parseText(name: 'members' | 'tree' | 'find' | 'link', tokens: readonly Token[]): ParsedCommand {
  const person = tokens.find((token) => token.kind === 'person');
  if (person && name !== 'find') return unexpected(person, name);
  const words = tokens.map(shownText);
  if (words.length > 1 && isLead(name, words[0])) words.shift();
  const text = words.join(' ');
  if (text.length > LONGEST_DEPARTMENT) return { problem: { kind: 'department_too_long', limit: LONGEST_DEPARTMENT } };
  if (name === 'members' || name === 'tree') return { command: { name, department: text === '' ? null : text } };
  if (text === '') return { problem: { kind: 'missing_text', command: name } };
  return { command: name === 'find' ? { name, text } : { name, department: text } };
}

/** "members of Engineering", "link to Engineering". */
function isLead(name: 'members' | 'tree' | 'find' | 'link', word: string | undefined): boolean {
  const lead = word?.toLowerCase();
  return name === 'link' ? lead === 'to' : name !== 'find' && (lead === 'of' || lead === 'in');
}

function parseHelp([topic, more]: readonly Token[]): ParsedCommand {
  if (!topic) return { command: { name: 'help', command: null } };
  if (more) return unexpected(more, 'help');
  const typed = shownText(topic);
  const command: DeptCommand = { name: 'help', command: commandNamed(typed) };
  return command.command === null
    ? { problem: { kind: 'unknown_command', typed, suggestion: suggestCommand(typed) } }
    : { command };
}

function unexpected(token: Token, command: CommandName): ParsedCommand {
  return { problem: { kind: 'unexpected_text', typed: shownText(token), command } };
}

function shownText(token: Token): string {
  if (token.kind === 'refused') return '';
  if (token.kind !== 'person') return token.text;
  const { person } = token;
  return person.kind === 'name' ? person.text : `@${(person.label ?? '').replace(/^@/, '')}`;
}

/** What people type who are used to other tools. */
const ALIASES: Readonly<Record<string, CommandName>> = {
  invite: 'add',
  delete: 'remove',
  rm: 'remove',
  who: 'members',
  show: 'members',
  ls: 'list',
  departments: 'list',
  search: 'find',
  me: 'whoami',
  '?': 'help',
  '-h': 'help',
  '--help': 'help',
};
const MOST_TYPOS = 2;

function commandNamed(typed: string): CommandName | null {
  const name = typed.toLowerCase();
  const known = COMMAND_NAMES.find((each) => each === name);
  return known ?? (Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? null) : null);
}

/** The command that was probably meant: one or two letters off, or unfinished. */
function suggestCommand(typed: string): CommandName | null {
  const name = typed.toLowerCase().slice(0, 20);
  const begun = COMMAND_NAMES.filter((each) => name.length > 1 && each.startsWith(name));
  if (begun.length === 1) return begun[0] ?? null;
  const [nearest] = COMMAND_NAMES.map((each) => ({ each, typos: distance(each, name) })).sort(
    (a, b) => a.typos - b.typos,
  );
  // In a word of three letters, two typos make another word.
  return nearest && nearest.typos <= Math.min(MOST_TYPOS, Math.floor(name.length / 2)) ? nearest.each : null;
}
