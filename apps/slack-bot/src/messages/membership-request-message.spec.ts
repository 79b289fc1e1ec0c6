import { departmentIdSchema, newId, userIdSchema } from '@roster/domain';
import type { Answer, AskResult, DepartmentLabel, MembershipRequestLabel } from './answer.js';
import { answerMessage } from './answer-message.js';
import { askModal } from './ask-modal.js';
import { expectHeard, expectSendable, textsOf } from './drawn.fixture.js';
import { requestMessage, requestOutcomeMessage } from './membership-request-message.js';

const JANE = { slackUserId: 'U1JANE', name: 'Jane Smith' };
const NASTY = `<!channel> <@U1> &lt; *_~ \u202e#general :x: ${'工🦊<&>'.repeat(200)}`.slice(0, 200);
const DEPARTMENT: DepartmentLabel = {
  id: departmentIdSchema.parse(`dept_${'x'.repeat(64)}`),
  name: NASTY,
  path: Array.from({ length: 20 }, () => NASTY).join('/'),
};
const REQUEST: MembershipRequestLabel = {
  id: newId('membershipRequest'),
  department: DEPARTMENT,
  person: { slackUserId: null, name: NASTY },
  asker: null,
  ofSelf: false,
  reason: '<&>\n'.repeat(125),
};
const ASKED: AskResult[] = [
  { ...JANE, status: 'sent' },
  { ...JANE, status: 'already_open' },
  { slackUserId: null, name: NASTY, status: 'already_there' },
  { slackUserId: null, name: NASTY, status: 'refused', code: 'MEMBERSHIP_REQUEST_LIMIT_REACHED' },
];
const STATUSES = ['approved', 'denied', 'expired'] as const;

const ANSWERS: Answer[] = [
  ...[1, 6].map(
    (number): Answer => ({
      kind: 'add_refused',
      requestId: 'r'.repeat(64),
      department: DEPARTMENT,
      people: Array.from({ length: number }, () => ({ ...JANE, userId: userIdSchema.parse('usr_def456') })),
      traceId: 'a'.repeat(32),
    }),
  ),
  { kind: 'asked', department: DEPARTMENT, results: ASKED, deciders: [NASTY, NASTY, NASTY] },
  { kind: 'asked', department: DEPARTMENT, results: ASKED.slice(1), deciders: [] },
  ...STATUSES.map((status): Answer => ({ kind: 'request_decided', request: REQUEST, status, by: NASTY })),
  { kind: 'request_open', request: REQUEST, problem: 'This user is deactivated.' },
];
const MESSAGES = [
  ...ANSWERS.map((answer) => [answer.kind, answerMessage(answer)] as const),
  ['request', requestMessage(REQUEST)] as const,
  ...STATUSES.map((status) => [`outcome ${status}`, requestOutcomeMessage(REQUEST, status, NASTY)] as const),
];

test.each(MESSAGES)('Slack takes the message "%s", and a screen reader hears all of it', (_, message) => {
  expectSendable(message);
  expectHeard(message);
});

test('Slack takes the form', () => {
  expectSendable(askModal('x'.repeat(3_000)));
});

test('a reason is shown whole, line by line, and makes no mention', () => {
  const reason = `${'x'.repeat(400)}\n<@U1> & me`;
  const shown = textsOf(requestMessage({ ...REQUEST, reason }).blocks);
  expect(shown).toContain(`> ${'x'.repeat(400)}\n> &lt;@U1&gt; &amp; me`);
});
