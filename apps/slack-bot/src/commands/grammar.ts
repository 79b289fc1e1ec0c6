import type { Announcements } from '@roster/database';
import type { CommandName } from './command.js';

/** What may follow the name of a command. */
type Argument =
  /** People, and a department before or after them. */
  'people' | 'department' | 'person' | 'text' | 'command' | 'announcements' | 'nothing';

interface CommandGrammar {
  readonly takes: Argument;
  /** The argument may be left out. */
  readonly optional?: true;
  /** What else people type for it: words and phrases, in lower case. */
  readonly aliases: readonly string[];
  /** Words that may come before the department or text, the longest first. */
  readonly leads: readonly string[];
}

/** How each command is typed. What it means, in words, is in `COMMAND_HELP`. */
export const GRAMMAR: Readonly<Record<CommandName, CommandGrammar>> = {
  add: { takes: 'people', aliases: ['invite', 'put'], leads: ['to', 'into', 'in'] },
  remove: { takes: 'people', aliases: ['delete', 'rm'], leads: ['out of', 'from', 'of', 'out'] },
  move: { takes: 'people', aliases: [], leads: ['to', 'into', 'in'] },
  members: {
    takes: 'department',
    optional: true,
    aliases: ['who', 'who is in', "who's in", 'show', 'show members', 'list members'],
    leads: ['of', 'in'],
  },
  whereis: {
    takes: 'person',
    aliases: ['where', 'where is', "where's", 'where am', 'who is', "who's", 'whois'],
    leads: [],
  },
  list: { takes: 'nothing', aliases: ['ls', 'departments', 'list departments', 'show departments'], leads: [] },
  tree: { takes: 'department', optional: true, aliases: ['show tree'], leads: ['of', 'in'] },
  find: { takes: 'text', aliases: ['search', 'search for', 'look for'], leads: [] },
  undo: { takes: 'nothing', aliases: ['revert', 'undo that'], leads: [] },
  history: { takes: 'nothing', aliases: ['my changes', 'show history'], leads: [] },
  whoami: { takes: 'nothing', aliases: ['me', 'who am i'], leads: [] },
  link: { takes: 'text', aliases: ['link channel', 'link this channel'], leads: ['to'] },
  unlink: { takes: 'nothing', aliases: ['unlink channel', 'unlink this channel'], leads: [] },
  announce: { takes: 'announcements', optional: true, aliases: ['announcements', 'announce changes'], leads: [] },
  help: { takes: 'command', optional: true, aliases: ['?', '-h', '--help'], leads: [] },
};

/** Which changes are announced in a channel, as it is typed after `announce`. */
export const ANNOUNCEMENT_WORDS: Readonly<Record<string, Announcements>> = {
  all: 'all',
  on: 'all',
  everything: 'all',
  'every change': 'all',
  summary: 'summary',
  daily: 'summary',
  'daily summary': 'summary',
  digest: 'summary',
  off: 'off',
  none: 'off',
  nothing: 'off',
  stop: 'off',
};

/** Words for the person who types. */
export const SELF: ReadonlySet<string> = new Set(['me', 'myself', 'i']);

/** Between people. Inside a department's name ("Research and Design") it belongs to the name. */
export const CONNECTOR = /^(?:and|&|\+|[,;]+|[,;]and)$/i;
/** After a person, these announce another one. */
export const AND = /^(?:and|&|\+|[,;]and)$/i;

const PHRASES = Object.entries(GRAMMAR)
  .flatMap(([name, { aliases }]) => [name, ...aliases].map((phrase) => ({ name: name as CommandName, phrase })))
  .sort((a, b) => b.phrase.length - a.phrase.length)
  .map(({ name, phrase }) => ({ name, begins: new RegExp(`^${patternOf(phrase)}(?=\\s|$)`, 'iu') }));

/** The command that a text begins with, and how many characters name it. Of several phrases, the longest counts. */
export function commandAt(text: string): { readonly name: CommandName; readonly length: number } | null {
  for (const { name, begins } of PHRASES) {
    const [found] = begins.exec(text) ?? [];
    if (found !== undefined) return { name, length: found.length };
  }
  return null;
}

/** Words with any white space between them, and any apostrophe in them. */
function patternOf(phrase: string): string {
  return phrase
    .replace(/[?+*.]/g, '\\$&')
    .replaceAll("'", "['’]")
    .replaceAll(' ', '\\s+');
}

/** How many of the words, from this one on, are one of the leads; 0 when none is. */
export function leadLength(leads: readonly string[], words: readonly string[], from: number): number {
  const first = words[from]?.toLowerCase() || null;
  for (const lead of leads) {
    if (first === null || !lead.startsWith(first)) continue;
    const parts = lead.split(' ');
    if (parts.every((part, index) => words[from + index]?.toLowerCase() === part)) return parts.length;
  }
  return 0;
}
