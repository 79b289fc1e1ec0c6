import { assertNever } from '@roster/domain';
import { distance } from 'fastest-levenshtein';
import {
  CHANGE_NAMES,
  type ChangeName,
  COMMAND_NAMES,
  type CommandName,
  type ParsedCommand,
  type PersonReference,
} from './command.js';
import { ANNOUNCEMENT_WORDS, commandAt, GRAMMAR, leadLength, SELF } from './grammar.js';
import { LONGEST_DEPARTMENT, parseChange } from './parse-change.js';
import { type PersonToken, type Token, tokensOf } from './tokens.js';

/** Characters. Slack itself sends no more. */
export const LONGEST_TEXT = 8_000;

/** Control characters other than white space, and halves of surrogate pairs: no name has them, and Postgres stores no NUL. */
const UNREADABLE = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cs}]/u;
/** Invisible characters that come with copied text: zero width, byte order, direction. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;

/**
 * Parses the text after `/dept`. It looks nothing up: people and departments stay as typed. `instead` is the command that
 * was meant where the text names none.
 */
export function parseCommand(text: string, instead: CommandName | null = null): ParsedCommand {
  if (text.length > LONGEST_TEXT) return { problem: { kind: 'too_long', length: text.length, limit: LONGEST_TEXT } };
  if (UNREADABLE.test(text)) return { problem: { kind: 'unreadable_characters' } };
  const clean = text.replace(INVISIBLE, '').normalize('NFC').trim();
  if (clean === '') return { command: { name: 'open' } };
  const named = commandAt(clean);
  if (named !== null) return parseArguments(named.name, clean.slice(named.length));
  const [typed = ''] = clean.split(/\s/u, 1);
  const [first] = tokensOf(typed);
  const isPerson = first?.kind === 'person';
  if (instead !== null) return parseArguments(instead, isPerson ? clean : clean.slice(typed.length));
  if (isPerson) return { problem: { kind: 'no_command' } };
  return { problem: { kind: 'unknown_command', typed, suggestion: suggestCommand(typed) } };
}

function parseArguments(name: CommandName, rest: string): ParsedCommand {
  const tokens = tokensOf(rest);
  const refused = tokens.find((token) => token.kind === 'refused');
  if (refused) return { problem: refused.problem };
  if (isChange(name)) return parseChange(name, tokens);
  if (name === 'help') return parseHelp(tokens);
  if (name === 'whereis') return parsePerson(name, tokens);
  if (name === 'find' && tokens.some(isMention)) return parsePerson(name, tokens);
  if (GRAMMAR[name].takes === 'nothing' && tokens[0]) return unexpected(tokens[0], name);
  return parseText(name, tokens);
}

function isChange(name: CommandName): name is ChangeName {
  return CHANGE_NAMES.some((each) => each === name);
}

/** A person of whom Slack or the typist said that they are one. An e-mail address is also a text to search for. */
function isMention(token: Token): token is PersonToken {
  return token.kind === 'person' && !(token.person.kind === 'name' && token.person.text.includes('@'));
}

/** One person: a mention, a name of several words, or "I". */
function parsePerson(name: 'whereis' | 'find', tokens: readonly Token[]): ParsedCommand {
  const [first, ...rest] = tokens;
  if (first === undefined) return { problem: { kind: 'missing_text', command: name } };
  const group = tokens.find((token) => token.kind === 'person' && token.person.kind === 'group');
  if (group) return unexpected(group, name);
  const text = tokens
    .map(shownText)
    .join(' ')
    .replace(/\s*\?+$/, '');
  let person: PersonReference = { kind: first.kind === 'person' ? 'name' : 'words', text };
  if (SELF.has(text.toLowerCase())) person = { kind: 'self' };
  else if (first.kind === 'person' && first.person.kind === 'user') {
    const [more] = rest.filter((token) => shownText(token) !== '?');
    if (more) return unexpected(more, name);
    person = first.person;
  }
  return { command: { name: 'whereis', person } };
}

/** A command followed by one text, quoted or not. */
function parseText(
  name: Exclude<CommandName, ChangeName | 'help' | 'whereis'>,
  tokens: readonly Token[],
): ParsedCommand {
  const person = tokens.find((token) => token.kind === 'person');
  if (person && name !== 'find') return unexpected(person, name);
  const words = tokens.map(shownText);
  const lead = leadLength(GRAMMAR[name].leads, words, 0);
  const text = words.slice(words.length > lead ? lead : 0).join(' ');
  if (text.length > LONGEST_DEPARTMENT) return { problem: { kind: 'department_too_long', limit: LONGEST_DEPARTMENT } };
  switch (name) {
    case 'members':
    case 'tree':
      return { command: { name, department: text === '' ? null : text } };
    case 'link':
      return text === ''
        ? { problem: { kind: 'missing_text', command: name } }
        : { command: { name, department: text } };
    case 'find':
      return text === '' ? { problem: { kind: 'missing_text', command: name } } : { command: { name, text } };
    case 'announce': {
      const announcements = Object.hasOwn(ANNOUNCEMENT_WORDS, text.toLowerCase())
        ? ANNOUNCEMENT_WORDS[text.toLowerCase()]
        : undefined;
      if (text !== '' && announcements === undefined)
        return { problem: { kind: 'unexpected_text', typed: text, command: name } };
      return { command: { name, announcements: announcements ?? null } };
    }
    case 'list':
    case 'undo':
    case 'history':
    case 'whoami':
    case 'unlink':
      return { command: { name } };
    default:
      return assertNever(name);
  }
}

function parseHelp([topic, more]: readonly Token[]): ParsedCommand {
  if (!topic) return { command: { name: 'help', command: null } };
  if (more) return unexpected(more, 'help');
  const typed = shownText(topic);
  const command = commandAt(typed);
  return command?.length === typed.length
    ? { command: { name: 'help', command: command.name } }
    : { problem: { kind: 'unknown_command', typed, suggestion: suggestCommand(typed) } };
}

function unexpected(token: Token, command: CommandName): ParsedCommand {
  return { problem: { kind: 'unexpected_text', typed: shownText(token), command } };
}

function shownText(token: Token): string {
  if (token.kind === 'refused') return '';
  if (token.kind !== 'person') return token.text;
  const { person } = token;
  return 'text' in person ? person.text : `@${('label' in person ? (person.label ?? '') : '').replace(/^@/, '')}`;
}

const MOST_TYPOS = 2;

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
