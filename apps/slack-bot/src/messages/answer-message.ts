import { assertNever } from '@roster/domain';
import { ACTIONS } from '../answers/action-ids.js';
import type { Answer } from '../answers/answer.js';
import type { CommandName } from '../commands/command.js';
import { LIMITS } from './block-limits.js';
import { actions, button, context, section, trace } from './blocks.js';
import { changedMessage, workingText } from './change-message.js';
import { CHANGE_WORDS } from './change-words.js';
import { COMMAND_HELP, helpMessage } from './help-message.js';
import { departmentsMessage, foundMessage, membersMessage, treeMessage } from './lists-message.js';
import { type Message, message } from './message.js';
import { problemWords } from './problem-words.js';
import { errorWords, REFUSAL_WORDS } from './refusal-words.js';
import { bold, code, cutPath, people } from './text.js';
import { whoamiMessage } from './whoami-message.js';

type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;

/** What the bot says, as Slack takes it: within all limits, and without a mention that somebody else's text makes. */
export function answerMessage(answer: Answer): Message {
  switch (answer.kind) {
    case 'working':
      return workingMessage(answer);
    case 'progress':
      return progressMessage(answer);
    case 'changed':
      return changedMessage(answer, false);
    case 'undone':
      return changedMessage(answer, true);
    case 'nothing_to_undo':
      return said(
        answer.why === 'too_late'
          ? 'This was undone already, or can no longer be undone.'
          : 'There is nothing to undo: this command changed nothing.',
      );
    case 'confirm':
      return confirmMessage(answer);
    case 'cancelled':
      return said('Cancelled. Nothing was changed.');
    case 'choose_department':
      return chooseMessage(answer);
    case 'department_unknown':
      return said(`There is no department ${bold(answer.typed)}. ${code('/dept list')} shows those that there are.`);
    case 'department_missing':
      return said(
        `Which department? Name it, as in ${exampleOf(answer.command)}, or link this channel to one: ${code('/dept link Engineering')}`,
      );
    case 'form_not_opened':
      return said(`The form did not open in time. Try again, or name all in the command: ${exampleOf(answer.command)}`);
    case 'members':
      return membersMessage(answer);
    case 'departments':
      return departmentsMessage(answer);
    case 'tree':
      return treeMessage(answer);
    case 'found':
      return foundMessage(answer);
    case 'whoami':
      return whoamiMessage(answer);
    case 'linked':
      return linkedMessage(answer);
    case 'unlinked':
      return said(
        answer.department === null
          ? 'This channel stands for no department.'
          : `This channel no longer stands for ${bold(answer.department.name)}.`,
      );
    case 'help':
      return helpMessage(answer.command);
    case 'problem':
      return said(problemWords(answer.problem));
    case 'unbound':
      return unboundMessage();
    case 'stranger':
      return said(`:warning: ${REFUSAL_WORDS[answer.reason].you}`);
    case 'error':
      return errorMessage(answer);
    default:
      return assertNever(answer);
  }
}

function exampleOf(command: CommandName): string {
  const { examples, usage } = COMMAND_HELP[command];
  return code(examples[0] ?? usage);
}

/** One sentence, which is the notification too. */
function said(text: string): Message {
  return message(text, section(text));
}

function workingMessage({ change, people: number, department }: AnswerOf<'working'>): Message {
  const { doing, to } = CHANGE_WORDS[change];
  return said(`:hourglass_flowing_sand: ${workingText(doing, number, to, department.name)}`);
}

const BAR = 20;

function progressMessage({ change, department, done, total, late }: AnswerOf<'progress'>): Message {
  const { doing, to } = CHANGE_WORDS[change];
  const part = total === 0 ? 0 : Math.min(1, Math.max(0, done / total));
  const bar = '█'.repeat(Math.round(part * BAR)).padEnd(BAR, '░');
  const text = `:hourglass_flowing_sand: ${workingText(doing, total, to, department.name)}`;
  return message(
    text,
    section(`${text}\n\`${bar}\` ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`),
    ...(late ? [context('This takes a while. The result will come as a direct message.')] : []),
  );
}

function confirmMessage({ requestId, change, people: number, department }: AnswerOf<'confirm'>): Message {
  const { verb, title, to } = CHANGE_WORDS[change];
  const text = `You are about to ${verb} ${bold(people(number))} ${to} ${bold(department.name)}.`;
  return message(
    text,
    section(text),
    ...(department.path === department.name ? [] : [context(code(department.path))]),
    actions(
      button(`${title} ${people(number)}`, ACTIONS.confirm, requestId, change === 'remove' ? 'danger' : 'primary'),
      button('Cancel', ACTIONS.cancel, requestId),
    ),
  );
}

function chooseMessage({ requestId, typed, why, candidates }: AnswerOf<'choose_department'>): Message {
  const text =
    why === 'ambiguous'
      ? `There are several departments ${bold(typed)}. Which one?`
      : `There is no department ${bold(typed)}. Did you mean one of these?`;
  const buttons = candidates.slice(0, 20).map(({ id, path }, index) => {
    const value = JSON.stringify({ request: requestId, department: id });
    return button(cutPath(path, LIMITS.buttonText), `${ACTIONS.chooseDepartment}:${index}`, value);
  });
  return message(text, section(text), ...(buttons.length > 0 ? [actions(...buttons)] : []));
}

function unboundMessage(): Message {
  const text = 'This workspace does not belong to a Roster organization yet.';
  return message(
    text,
    section(`:warning: ${text}`),
    section(
      `An owner of the organization makes a one-time link, and a Slack admin opens it within 15 minutes:\n${code('roster slack link --organization org_…')}\nor ${code('POST /v1/organizations/{organization_id}/slack-links')}`,
    ),
  );
}

function errorMessage({ code: errorCode, traceId }: AnswerOf<'error'>): Message {
  const words = errorWords(errorCode);
  return message(words, section(`:x: ${words}`), trace(traceId));
}

function linkedMessage({ department, announce }: AnswerOf<'linked'>): Message {
  const announced = announce
    ? 'Changes are announced here, if the bot is a member of the channel.'
    : 'Changes are not announced here.';
  const text = `This channel now stands for ${bold(department.name)}, so that the department can be left out here. ${announced} ${code('/dept unlink')} ends it.`;
  const toggle = announce
    ? button('Stop announcing', ACTIONS.announce, 'off')
    : button('Announce changes here', ACTIONS.announce, 'on');
  return message(text, section(text), actions(toggle));
}
