import { assertNever, ERROR_CATALOGUE, type ErrorCode } from '@roster/domain';
import type { ParseProblem } from '../commands/command.js';
import type { NotAPerson } from './answer.js';
import { COMMAND_HELP } from './help-message.js';
import { bold, code, escapedWhole, people, shown } from './text.js';

interface RefusalWords {
  /** After the name of one person: what is wrong, and what to do. */
  readonly one: string;
  /** After the number of several people. */
  readonly many: string;
  /** To the caller. */
  readonly you: string;
}

export const REFUSAL_WORDS: Readonly<Record<NotAPerson, RefusalWords>> = {
  not_in_organization: {
    one: 'is not in your Roster organization. Ask an admin to add them with the e-mail address they use in Slack',
    many: 'are not in your Roster organization. Ask an admin to add them with the e-mail address they use in Slack',
    you: 'You are not in the Roster organization of this workspace. Ask an admin to add you with the e-mail address you use in Slack.',
  },
  email_not_verified: {
    one: 'has no confirmed e-mail address in Slack. They can confirm it in their Slack account settings',
    many: 'have no confirmed e-mail address in Slack. They can confirm it in their Slack account settings',
    you: 'Your e-mail address in Slack is not confirmed. Confirm it in your Slack account settings, then try again.',
  },
  guest: {
    one: 'is a guest in this workspace. Guests cannot be in a department',
    many: 'are guests in this workspace. Guests cannot be in a department',
    you: 'You are a guest in this workspace. Guests cannot use /dept.',
  },
  bot: {
    one: 'is a bot. Bots cannot be in a department',
    many: 'are bots. Bots cannot be in a department',
    you: 'Bots cannot use /dept.',
  },
  deactivated_in_slack: {
    one: 'is deactivated in Slack',
    many: 'are deactivated in Slack',
    you: 'Your Slack account is deactivated.',
  },
  deactivated_in_roster: {
    one: 'is deactivated in Roster. An admin can reactivate them',
    many: 'are deactivated in Roster. An admin can reactivate them',
    you: 'You are deactivated in Roster. An admin can reactivate you.',
  },
  other_workspace: {
    one: 'belongs to another workspace. Only members of this workspace can be in a department here',
    many: 'belong to another workspace. Only members of this workspace can be in a department here',
    you: 'You are in this conversation from another organization. Only people of the workspace that installed Roster can use it here.',
  },
  unknown_name: {
    one: 'is not in this workspace. Pick the name from the list that Slack shows after "@"',
    many: 'are not in this workspace. Pick the names from the list that Slack shows after "@"',
    you: 'Slack does not know you.',
  },
  names_not_read: {
    one: 'is not known yet, as the names in this workspace are still being read. Pick the name from the list that Slack shows after "@", or try again in some minutes',
    many: 'are not known yet, as the names in this workspace are still being read. Pick the names from the list that Slack shows after "@", or try again in some minutes',
    you: 'Slack does not know you.',
  },
  ambiguous_name: {
    one: 'could be several people. Pick the right one from the list that Slack shows after "@"',
    many: 'could be several people. Pick the right ones from the list that Slack shows after "@"',
    you: 'Several people in Slack have your name.',
  },
  unknown_user: {
    one: 'is unknown to Slack',
    many: 'are unknown to Slack',
    you: 'Slack does not know you.',
  },
  empty_group: {
    one: 'has no members',
    many: 'have no members',
    you: 'This group has no members.',
  },
};

const AGAIN = 'Wait a minute, then send the command again';

/** Replaces the catalogue's text where that addresses a program: it speaks of tokens, headers and details. */
const IN_SLACK: Partial<Record<ErrorCode, string>> = {
  PERMISSION_DENIED:
    'Your role in Roster does not allow this. Owners and admins can change every department; managers can change the departments they manage and those below. Ask one of them.',
  ORGANIZATION_NOT_FOUND: 'The organization of this workspace is no longer in Roster. Ask its owner.',
  DEPARTMENT_NOT_FOUND: 'This department no longer exists. To see all departments: /dept list',
  OVERLOADED: `Too many changes are waiting. Nothing was changed. ${AGAIN}.`,
  RATE_LIMITED: `Too many requests in a short time. Nothing was changed. ${AGAIN}.`,
  ORGANIZATION_MOVING: `Your organization is being moved to other servers. Nothing was changed. ${AGAIN}.`,
  ORGANIZATION_MOVED: `Your organization was moved to other servers. Nothing was changed. ${AGAIN}.`,
  SERVICE_UNAVAILABLE: `Part of Roster is unreachable. ${AGAIN}. Nothing will be done twice.`,
  OPERATION_FAILED:
    'The change failed, and nothing was changed. Send the command again. If it fails again, send the trace below to an admin.',
  INTERNAL_ERROR: 'Something went wrong in Roster. If it happens again, send the trace below to an admin.',
};

/** An error of the catalogue in words for people, as `mrkdwn`. */
export function errorWords(code: ErrorCode): string {
  return escapedWhole(IN_SLACK[code] ?? ERROR_CATALOGUE[code].message);
}

/** Why a text is not a command, and what to type instead, as `mrkdwn`. */
export function problemWords(problem: ParseProblem): string {
  switch (problem.kind) {
    case 'unknown_command':
      return `There is no command ${bold(problem.typed)}. ${code('/dept help')} lists the commands.`;
    case 'no_command':
      return `The command is missing. ${code('/dept help')} lists the commands.`;
    case 'too_long':
      return `The command has ${problem.length.toLocaleString('en-US')} characters. The limit is ${problem.limit.toLocaleString('en-US')}. Use a user group, or send several commands.`;
    case 'too_many_people':
      return `You named ${people(problem.count)} or groups. The limit is ${problem.limit} in one command. Use a user group, or send several commands.`;
    case 'department_too_long':
      return `The department's name is too long. The limit is ${problem.limit.toLocaleString('en-US')} characters.`;
    case 'unreadable_characters':
      return 'Some characters cannot be read. Type the command instead of pasting it.';
    case 'unclosed_quote':
      return 'A quotation mark is missing. Put one on each side of the name.';
    case 'everyone_mentioned':
      return `${code(`@${problem.mention}`)} does not name people. Mention each person, or a user group.`;
    case 'channel_mentioned':
      return `${problem.label === null ? 'That' : bold(`#${problem.label}`)} is a channel. Type the department's name without "#". To link this channel to a department: ${code('/dept link name')}`;
    case 'two_departments':
      return `That names two departments: ${bold(problem.first)} and ${bold(problem.second)}. Send a command for each.`;
    case 'missing_text':
      return `Something is missing. Usage: ${code(COMMAND_HELP[problem.command].usage)}`;
    case 'unexpected_text':
      return `${code(`/dept ${problem.command}`)} does not take ${bold(shown(problem.typed))}. Usage: ${code(COMMAND_HELP[problem.command].usage)}`;
    default:
      return assertNever(problem);
  }
}
