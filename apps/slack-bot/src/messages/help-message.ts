import type { CommandName } from '../commands/command.js';
import { context, type Message, message, section } from './blocks.js';

interface CommandHelp {
  readonly usage: string;
  readonly does: string;
  readonly examples: readonly string[];
  readonly notes: readonly string[];
}

const DEPARTMENT_NOTE =
  'Give a department by its name, path (Engineering/Platform) or ID. Put quotes around a name that contains "to".';
const CHANNEL_NOTE = 'In a linked channel you can leave out the department.';

export const COMMAND_HELP: Readonly<Record<CommandName, CommandHelp>> = {
  add: {
    usage: '/dept add @person … [to department]',
    does: 'adds people to a department',
    examples: [
      '/dept add @jane to Engineering',
      '/dept add @jane @bob @eng-team to Engineering/Platform',
      '/dept add me to Engineering',
    ],
    notes: [
      'You can also type a name without "@": the bot then asks who you mean.',
      DEPARTMENT_NOTE,
      CHANNEL_NOTE,
      'A user group means everyone in it. Above 25 people you are asked to confirm.',
      'Undo reverts what this command changed, and nothing else.',
    ],
  },
  remove: {
    usage: '/dept remove @person … [from department]',
    does: 'removes people from a department',
    examples: ['/dept remove @jane from Engineering'],
    notes: [DEPARTMENT_NOTE, CHANNEL_NOTE],
  },
  move: {
    usage: '/dept move @person … to department',
    does: 'moves people to another department',
    examples: ['/dept move @jane to Engineering/Platform'],
    notes: ['For someone who is in several departments, you are asked which one to leave.', DEPARTMENT_NOTE],
  },
  members: {
    usage: '/dept members [department]',
    does: 'shows who is in a department',
    examples: ['/dept members Engineering'],
    notes: [CHANNEL_NOTE],
  },
  whereis: {
    usage: '/dept whereis @person',
    does: 'shows which departments someone is in',
    examples: ['/dept whereis @jane', '/dept where is jane smith', '/dept where am I'],
    notes: [],
  },
  list: { usage: '/dept list', does: 'lists the departments', examples: ['/dept list'], notes: [] },
  tree: {
    usage: '/dept tree [department]',
    does: 'draws the departments as a tree',
    examples: ['/dept tree', '/dept tree Engineering'],
    notes: [],
  },
  find: {
    usage: '/dept find text',
    does: 'finds departments and people',
    examples: ['/dept find plat', '/dept find jane', '/dept find @jane'],
    notes: [],
  },
  undo: {
    usage: '/dept undo',
    does: 'undoes your latest change',
    examples: ['/dept undo'],
    notes: ['Your changes of the last twelve hours, each once. What has changed since then is left alone.'],
  },
  history: {
    usage: '/dept history',
    does: 'shows your latest changes',
    examples: ['/dept history'],
    notes: ['Your changes of the last twelve hours, with a button to undo each.'],
  },
  whoami: {
    usage: '/dept whoami',
    does: 'shows who you are in Roster and what you can do',
    examples: ['/dept whoami'],
    notes: [],
  },
  link: {
    usage: '/dept link department',
    does: 'links this channel to a department',
    examples: ['/dept link Engineering'],
    notes: ['Changes in the department can then be announced in the channel: /dept announce all'],
  },
  announce: {
    usage: '/dept announce all|summary|off',
    does: 'sets which changes are announced in this channel',
    examples: ['/dept announce all', '/dept announce summary', '/dept announce off'],
    notes: [
      'For a linked channel. "all" announces every change, "summary" once a day, at 09:00 UTC.',
      'The bot joins a public channel. To a private one, invite it: /invite @roster',
    ],
  },
  unlink: { usage: '/dept unlink', does: 'unlinks this channel', examples: ['/dept unlink'], notes: [] },
  help: { usage: '/dept help [command]', does: 'shows this help', examples: ['/dept help add'], notes: [] },
};

export function helpMessage(command: CommandName | null): Message {
  if (command === null) {
    const lines = Object.values(COMMAND_HELP).map(({ usage, does }) => `\`${usage}\`  ${does}`);
    return message(
      'What /dept can do',
      section('*What `/dept` can do*'),
      section(lines.join('\n')),
      context('`/dept` alone opens a form. More about a command: `/dept help add`'),
    );
  }
  const { usage, does, examples, notes } = COMMAND_HELP[command];
  return message(
    `${usage} ${does}`,
    section(`\`${usage}\`  ${does}`),
    section(`*Examples*\n${examples.map((example) => `\`${example}\``).join('\n')}`),
    ...(notes.length > 0 ? [context(notes.join('\n'))] : []),
  );
}
