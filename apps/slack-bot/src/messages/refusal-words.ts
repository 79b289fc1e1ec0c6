import { ERROR_CATALOGUE, type ErrorCode } from '@roster/domain';
import type { NotAPerson } from '../answers/answer.js';
import { escapedWhole } from './text.js';

interface RefusalWords {
  /** After the name of somebody else: what is the matter, and what to do. */
  readonly they: string;
  /** To the one who asks. */
  readonly you: string;
}

export const REFUSAL_WORDS: Readonly<Record<NotAPerson, RefusalWords>> = {
  not_in_organization: {
    they: 'is not in your Roster organization. Ask an admin to add them with the e-mail address that they have in Slack',
    you: 'You are not in the Roster organization of this workspace. Ask an admin to add you with the e-mail address that you have in Slack.',
  },
  email_not_verified: {
    they: 'has no confirmed e-mail address in Slack. They can confirm it in their Slack account settings',
    you: 'Your e-mail address in Slack is not confirmed. Confirm it in your Slack account settings, then try again.',
  },
  guest: {
    they: 'is a guest of this workspace. Guests have no departments',
    you: 'You are a guest of this workspace. Guests cannot use /dept.',
  },
  bot: { they: 'is a bot. Bots have no departments', you: 'Bots cannot use /dept.' },
  deactivated_in_slack: {
    they: 'is deactivated in Slack',
    you: 'Your Slack account is deactivated.',
  },
  deactivated_in_roster: {
    they: 'is deactivated in Roster. An admin can activate them again',
    you: 'You are deactivated in Roster. An admin can activate you again.',
  },
  other_workspace: {
    they: 'belongs to another workspace. Only people of this workspace have departments here',
    you: 'You belong to another workspace. Use /dept in your own one.',
  },
  unknown_name: {
    they: 'is nobody in this workspace. Pick the name from the list that Slack shows after "@"',
    you: 'Slack does not know you.',
  },
  ambiguous_name: {
    they: 'could be several people. Pick the right one from the list that Slack shows after "@"',
    you: 'Slack knows several people of your name.',
  },
  unknown_user: {
    they: 'is unknown to Slack',
    you: 'Slack does not know you.',
  },
  empty_group: {
    they: 'has nobody in it',
    you: 'This group has nobody in it.',
  },
};

const AGAIN = 'Wait a minute, then send the command again';

/** Where the words of the catalogue speak to a program: of tokens, headers and details that nobody sees in Slack. */
const IN_SLACK: Partial<Record<ErrorCode, string>> = {
  PERMISSION_DENIED:
    'Your role in Roster does not allow this. Owners and admins may change every department, and managers those that they manage and all below them: ask one of them.',
  ORGANIZATION_NOT_FOUND: 'The organization of this workspace is no longer in Roster. Ask its owner.',
  DEPARTMENT_NOT_FOUND: 'This department is not there any more. /dept list shows those that there are.',
  OVERLOADED: `Too many changes are waiting. Nothing was changed. ${AGAIN}.`,
  RATE_LIMITED: `Too many requests in a short time. Nothing was changed. ${AGAIN}.`,
  SERVICE_UNAVAILABLE: `A part of the service is unreachable. ${AGAIN}: what is already done is not done twice.`,
  OPERATION_FAILED:
    'The change could not be made and nothing was changed. Send the command again; if it fails again, tell an admin the trace.',
  INTERNAL_ERROR: 'Something went wrong on our side. If it stays, tell an admin the trace.',
};

/** What REST says of the same error, as `mrkdwn` and in words for people. */
export function errorWords(code: ErrorCode): string {
  return escapedWhole(IN_SLACK[code] ?? ERROR_CATALOGUE[code].message);
}
