import { assertNever, MAX_REQUEST_REASON, REQUEST_OPEN_DAYS } from '@roster/domain';
import { ACTIONS } from './action-ids.js';
import type { AnswerOf, AskResult, DepartmentLabel, MembershipRequestLabel } from './answer.js';
import { actions, button, context, type Message, message, section, trace } from './blocks.js';
import { CHANGE_WORDS, pathContext } from './change-message.js';
import { errorWords } from './error-words.js';
import { bold, code, count, escaped, escapedWhole, joined, mention, people, shown } from './text.js';

/** The most people whom one click asks for: those who decide get a message for each. */
const MOST_ASKED = 5;

/** The caller may not add these people, but may ask for it. */
export function addRefusedMessage(answer: AnswerOf<'add_refused'>): Message {
  const { requestId, people: who, department, deciders = [], traceId } = answer;
  const words = `Your role in Roster does not allow this. Owners, admins, and the managers of ${bold(department.name)} and of the departments above it can add people to it.`;
  if (who.length > MOST_ASKED) {
    const limit = `To ask them for it, name up to ${people(MOST_ASKED)} at a time.`;
    return message(`${words} ${limit}`, section(`:x: ${words} ${limit}`), trace(traceId));
  }
  const to = deciders.length > 0 ? ` Your request goes to ${joined(deciders.map(mention), 'or')}.` : '';
  const offer = `You can ask them for it.${to}`;
  return message(
    `${words} ${offer}`,
    section(`:x: ${words} ${offer}`),
    actions(button('Ask for it', ACTIONS.ask, requestId, 'primary')),
    trace(traceId),
  );
}

/** Why the caller may not change members, and whom to ask. */
export function mayNotChangeMessage(answer: AnswerOf<'may_not_change'>): Message {
  const { change, department, deciders, traceId } = answer;
  const { verb, to } = CHANGE_WORDS[change];
  const what = `${verb} people${department === null ? '' : ` ${to} ${bold(department.name)}`}`;
  const whom = deciders.length > 0 ? joined(deciders.map(mention), 'or') : 'an owner or admin of your organization';
  const text = `Your role in Roster does not allow this. To ${what}, ask ${whom}.`;
  const offer = `To send them a request, name the people and the department: ${code('/dept add @jane to Engineering')}`;
  return message(text, section(`:x: ${text}`), ...(change === 'add' ? [section(offer)] : []), trace(traceId));
}

/** What became of the requests, for the person who made them. */
export function askedMessage({ department, results, deciders }: AnswerOf<'asked'>): Message {
  const sent = results.filter(({ status }) => status === 'sent');
  const to = deciders.length > 0 ? ` to ${joined(deciders.slice(0, 5).map(bold), 'or')}` : '';
  const headline =
    sent.length === 0
      ? `Nothing was asked for ${bold(department.name)}.`
      : `Sent${to}: ${count(sent.length, 'request', 'requests')} for ${bold(department.name)}. You will be told the decision.`;
  return message(
    headline,
    section(headline),
    section(results.map((result) => askedLine(result, department)).join('\n')),
    ...pathContext(department),
  );
}

function askedLine(result: AskResult, { name }: DepartmentLabel): string {
  const who = mention(result);
  switch (result.status) {
    case 'sent':
      return `:incoming_envelope: ${who}`;
    case 'already_open':
      return `:heavy_minus_sign: ${who}: somebody has asked for this already`;
    case 'already_there':
      return `:heavy_minus_sign: ${who} is already in ${bold(name)}`;
    case 'refused':
      return `:x: ${who}: ${errorWords(result.code)}`;
    default:
      return assertNever(result);
  }
}

/** For the person in whose name a workflow has made a request. */
export function askedByWorkflowMessage(department: string): Message {
  const text = `A workflow asked for you to be added to ${bold(department)}. You will be told the decision.`;
  return message(text, section(text));
}

/** A request, with buttons to decide it; `problem` says why the last attempt changed nothing. */
export function requestMessage(request: MembershipRequestLabel, problem?: string): Message {
  const { id, department, reason } = request;
  const text = `${askerOf(request)} asks ${wantedOf(request)}.`;
  const value = JSON.stringify({ request: id, department: department.id });
  return message(
    text,
    section(text),
    ...(reason === null ? [] : [section(quoted(reason))]),
    ...pathContext(department),
    ...(problem === undefined ? [] : [section(`:x: ${problem}`)]),
    actions(button('Approve', ACTIONS.approve, value, 'primary'), button('Deny', ACTIONS.deny, value)),
    context(`Can be decided for ${REQUEST_OPEN_DAYS} days after it was made. The first decision counts.`),
  );
}

/** The same for those who decide, once it is decided. */
export function requestDecidedMessage({ request, status, by }: AnswerOf<'request_decided'>): Message {
  const asked = `${askerOf(request)} asked ${wantedOf(request)}.`;
  const end = {
    approved: `:white_check_mark: ${escaped(by)} approved this: ${mention(request.person)} is now in ${bold(request.department.name)}.`,
    denied: `:no_entry_sign: ${escaped(by)} denied this.`,
    expired: `:hourglass: Nobody decided this within ${REQUEST_OPEN_DAYS} days. It can be asked again.`,
  }[status];
  return message(`${end} ${asked}`, section(asked), section(end), ...pathContext(request.department));
}

/** The outcome, for the person who asked. */
export function requestOutcomeMessage(
  request: MembershipRequestLabel,
  status: 'approved' | 'denied' | 'expired',
  by: string | null,
): Message {
  const { department, person, ofSelf } = request;
  const who = ofSelf ? 'you are' : `${mention(person)} is`;
  const decided = (done: string) => (by === null ? `Your request was ${done}` : `${escaped(by)} ${done} your request`);
  const text = {
    approved: `:white_check_mark: ${decided('approved')}: ${who} now in ${bold(department.name)}.`,
    denied: `:no_entry_sign: ${decided('denied')} ${wantedOf(request)}.`,
    expired: `:hourglass: Nobody decided your request ${wantedOf(request)} within ${REQUEST_OPEN_DAYS} days. You can ask again.`,
  }[status];
  return message(text, section(text), ...pathContext(department));
}

function askerOf({ asker }: MembershipRequestLabel): string {
  return asker === null ? 'A program' : mention(asker);
}

function wantedOf({ ofSelf, person, department }: MembershipRequestLabel): string {
  return ofSelf ? `to be added to ${bold(department.name)}` : `to add ${mention(person)} to ${bold(department.name)}`;
}

/** Each line as a quotation. */
function quoted(reason: string): string {
  return reason
    .split(/\r?\n/)
    .map((line) => `> ${escapedWhole(shown(line, MAX_REQUEST_REASON))}`)
    .join('\n');
}
