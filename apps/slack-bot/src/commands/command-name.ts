import { distance } from 'fastest-levenshtein';
import { COMMAND_NAMES, type CommandName } from './command.js';

/** What people of other tools type. */
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

export function commandNamed(typed: string): CommandName | null {
  const name = typed.toLowerCase();
  const known = COMMAND_NAMES.find((each) => each === name);
  return known ?? (Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? null) : null);
}

/** The command that was probably meant: one or two letters off, or only begun. */
export function suggestCommand(typed: string): CommandName | null {
  const name = typed.toLowerCase().slice(0, 20);
  const begun = COMMAND_NAMES.filter((each) => name.length > 1 && each.startsWith(name));
  if (begun.length === 1) return begun[0] ?? null;
  const [nearest] = COMMAND_NAMES.map((each) => ({ each, typos: distance(each, name) })).sort(
    (a, b) => a.typos - b.typos,
  );
  // Two typos in a word of three letters are another word.
  return nearest && nearest.typos <= Math.min(MOST_TYPOS, Math.floor(name.length / 2)) ? nearest.each : null;
}
