import { assertNever } from '@roster/domain';
import type { ParseProblem } from '../commands/command.js';
import { COMMAND_HELP } from './help-message.js';
import { bold, code, people, shown } from './text.js';

/** Why a text is no command, and what to type instead; as `mrkdwn`. */
export function problemWords(problem: ParseProblem): string {
  switch (problem.kind) {
    case 'unknown_command':
      return problem.suggestion === null
        ? `I do not know ${bold(problem.typed)}. ${code('/dept help')} lists the commands.`
        : `I do not know ${bold(problem.typed)}. Did you mean ${code(`/dept ${problem.suggestion}`)}?`;
    case 'too_long':
      return `That is too long: ${problem.length.toLocaleString('en-US')} characters, and ${problem.limit.toLocaleString('en-US')} can be read. Use a user group, or several commands.`;
    case 'too_many_people':
      return `That is ${people(problem.count)} or groups; ${problem.limit} fit into one command. Use a user group, or several commands.`;
    case 'department_too_long':
      return `No department has a name that long; ${problem.limit.toLocaleString('en-US')} characters can be read.`;
    case 'unreadable_characters':
      return 'There are characters in it that cannot be read. Type it again instead of pasting it.';
    case 'unclosed_quote':
      return 'A quotation mark is open. Put one behind the name too.';
    case 'everyone_mentioned':
      return `${code(`@${problem.mention}`)} stands for a channel, not for people of Roster. Mention the people, or a user group.`;
    case 'channel_mentioned':
      return `${problem.label === null ? 'A channel' : bold(`#${problem.label}`)} is a channel. Type the department's name without "#"; ${code('/dept link name')} lets a channel stand for a department.`;
    case 'not_a_person':
      return `${bold(problem.typed)} is not a person. Mention people with "@": ${code(COMMAND_HELP[problem.command].usage)}`;
    case 'two_departments':
      return `Is it ${bold(problem.first)} or ${bold(problem.second)}? One command changes one department.`;
    case 'missing_text':
      return `Something is missing: ${code(COMMAND_HELP[problem.command].usage)}`;
    case 'unexpected_text':
      return `${code(`/dept ${problem.command}`)} does not take ${bold(shown(problem.typed))}: ${code(COMMAND_HELP[problem.command].usage)}`;
    default:
      return assertNever(problem);
  }
}
