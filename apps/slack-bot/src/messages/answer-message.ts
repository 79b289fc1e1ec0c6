import { assertNever } from '@roster/domain';
import type { CommandName } from '../commands/command.js';
import { ACTIONS } from './action-ids.js';
import type { Answer, AnswerOf } from './answer.js';
import { actions, button, context, type Message, message, section, sentence, trace } from './blocks.js';
import { CHANGE_WORDS, changedMessage, pathContext, workingText } from './change-message.js';
import {
  departmentsMessage,
  foundMessage,
  membersMessage,
  treeMessage,
  whereaboutsMessage,
  whoamiMessage,
} from './directory-message.js';
import { errorWords, problemWords, REFUSAL_WORDS } from './error-words.js';
import { COMMAND_HELP, helpMessage } from './help-message.js';
import { historyMessage } from './history-message.js';
import { confirmLinkMessage, linkedMessage } from './link-message.js';
import {
  addRefusedMessage,
  askedMessage,
  mayNotChangeMessage,
  requestDecidedMessage,
  requestMessage,
} from './membership-request-message.js';
import {
  chooseCommandMessage,
  chooseDepartmentMessage,
  chooseLeavingMessage,
  choosePersonMessage,
} from './question-message.js';
import { notInstalledMessage, unboundMessage } from './setup-message.js';
import { bold, code, mention, people } from './text.js';

/** An answer as a message: within Slack's limits, and with no mention or link made by untrusted text. */
export function answerMessage(answer: Answer): Message {
  switch (answer.kind) {
    case 'started':
      return sentence('Working on it…');
    case 'looking_up':
      return sentence(`Looking up ${people(answer.people)} in Slack…`);
    case 'working':
      return sentence(workingText(answer.change, answer.people, answer.department));
    case 'progress':
      return progressMessage(answer);
    case 'changed':
      return changedMessage(answer, false);
    case 'undone':
      return changedMessage(answer, true);
    case 'nothing_to_undo':
      return sentence(NOTHING_TO_UNDO[answer.why]);
    case 'history':
      return historyMessage(answer);
    case 'confirm':
      return confirmMessage(answer);
    case 'cancelled':
      return sentence('Cancelled. Nothing was changed.');
    case 'add_refused':
      return addRefusedMessage(answer);
    case 'may_not_change':
      return mayNotChangeMessage(answer);
    case 'asked':
      return askedMessage(answer);
    case 'request_decided':
      return requestDecidedMessage(answer);
    case 'request_open':
      return requestMessage(answer.request, answer.problem);
    case 'choose_department':
      return chooseDepartmentMessage(answer);
    case 'choose_person':
      return choosePersonMessage(answer);
    case 'choose_leaving':
      return chooseLeavingMessage(answer);
    case 'choose_command':
      return chooseCommandMessage(answer);
    case 'department_unknown':
      return sentence(
        `There is no department called ${bold(answer.typed)}. To see all departments: ${code('/dept list')}`,
      );
    case 'department_missing':
      return sentence(
        `Which department? Name it, as in ${exampleOf(answer.command)}, or link this channel to one: ${code('/dept link Engineering')}`,
      );
    case 'form_not_opened':
      return sentence(
        `The form did not open in time. Try again, or put everything in the command: ${exampleOf(answer.command)}`,
      );
    case 'members':
      return membersMessage(answer);
    case 'departments':
      return departmentsMessage(answer);
    case 'tree':
      return treeMessage(answer);
    case 'found':
      return foundMessage(answer);
    case 'whereabouts':
      return whereaboutsMessage(answer);
    case 'nobody':
      return sentence(`:warning: ${mention(answer.person)} ${REFUSAL_WORDS[answer.reason].one}.`);
    case 'whoami':
      return whoamiMessage(answer);
    case 'linked':
      return linkedMessage(answer);
    case 'confirm_link':
      return confirmLinkMessage(answer);
    case 'unlinked':
      return sentence(
        answer.department === null
          ? 'This channel is not linked to a department.'
          : `This channel is no longer linked to ${bold(answer.department.name)}.`,
      );
    case 'help':
      return helpFor(answer);
    case 'problem':
      return sentence(problemWords(answer.problem));
    case 'unbound':
      return unboundMessage();
    case 'not_installed':
      return notInstalledMessage();
    case 'stranger':
      return sentence(`:warning: ${REFUSAL_WORDS[answer.reason].you}`);
    case 'error':
      return errorMessage(answer);
    default:
      return assertNever(answer);
  }
}

const NOTHING_TO_UNDO: Readonly<Record<AnswerOf<'nothing_to_undo'>['why'], string>> = {
  too_late: 'This can no longer be undone: a change can be undone for twelve hours, in its own workspace.',
  nothing_changed: 'There is nothing to undo: this command changed nothing.',
  undone_before: 'This was already undone.',
  no_change: 'There is nothing to undo: you have changed nothing in the last twelve hours that was not undone.',
};

function helpFor({ command, refusal }: AnswerOf<'help'>): Message {
  const help = helpMessage(command);
  if (refusal === undefined) return help;
  const reason = answerMessage(refusal);
  return message(reason.text, ...reason.blocks, { type: 'divider' }, ...help.blocks);
}

function exampleOf(command: CommandName): string {
  const { examples, usage } = COMMAND_HELP[command];
  return code(examples[0] ?? usage);
}

const BAR = 20;

function progressMessage({ change, department, done, total, late }: AnswerOf<'progress'>): Message {
  const part = total === 0 ? 0 : Math.min(1, Math.max(0, done / total));
  const bar = '█'.repeat(Math.round(part * BAR)).padEnd(BAR, '░');
  const text = workingText(change, total, department);
  return message(
    text,
    section(`${text}\n\`${bar}\` ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`),
    ...(late ? [context('This is taking a while. The result will follow.')] : []),
  );
}

function confirmMessage({ requestId, change, people: number, department }: AnswerOf<'confirm'>): Message {
  const { verb, title, to } = CHANGE_WORDS[change];
  const text = `You are about to ${verb} ${bold(people(number))} ${to} ${bold(department.name)}.`;
  return message(
    text,
    section(text),
    ...pathContext(department),
    actions(
      button(`${title} ${people(number)}`, ACTIONS.confirm, requestId, change === 'remove' ? 'danger' : 'primary'),
      button('Cancel', ACTIONS.cancel, requestId),
    ),
  );
}

function errorMessage({ code: errorCode, traceId }: AnswerOf<'error'>): Message {
  const words = errorWords(errorCode);
  return message(words, section(`:x: ${words}`), trace(traceId));
}
