import { DomainError } from '@roster/domain';
import { createLogger } from '@roster/runtime';
import { type IncomingRequest, SlackRequestIntake } from './intake.js';
import type { ReceivedRequest } from './processor.js';

/** https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
const SLACK_WAITS_MS = 3_000;

const REQUEST: IncomingRequest = {
  id: 'command:T0ACME:1',
  place: {
    teamId: 'T0ACME',
    enterpriseId: null,
    slackUserId: 'U1',
    channelId: 'C1',
    responseUrl: null,
    since: '2026-01-02T03:04:05Z',
  },
  triggerId: '1',
  intent: { kind: 'command', text: 'whoami' },
};

type Receive = ConstructorParameters<typeof SlackRequestIntake>[0]['receive'];

/** A stored request that is processed by `process`. */
function received(process: () => Promise<boolean>): ReceivedRequest {
  return { process, stage: { kind: 'looking_up', people: 3 } };
}

function intakeOf(receive: Receive, request = REQUEST) {
  const calls: string[] = [];
  const slack = { refused: { inc: () => calls.push('refused') } };
  const intake = new SlackRequestIntake(
    { receive } as never,
    { slack, traces: undefined } as never,
    createLogger({ name: 'test', level: 'silent' }),
  );
  const take = () => intake.take(request, async (message) => void calls.push(message?.text ?? 'acknowledged'));
  return { take, calls };
}

beforeEach(() => import.meta.jest.useFakeTimers());
afterEach(() => import.meta.jest.useRealTimers());

const CLICK: IncomingRequest = { ...REQUEST, intent: { kind: 'undo', of: 'command:T0ACME:0' } };

test.each([
  ['a click is acknowledged once it is stored, and processed only then', CLICK, ['acknowledged', 'processed']],
  ['a command that is answered at once is acknowledged without a message', REQUEST, ['processed', 'acknowledged']],
])('%s', async (_, request, order) => {
  const process = async () => {
    calls.push('processed');
    return true;
  };
  const { take, calls } = intakeOf(async () => {
    calls.push('stored');
    return received(process);
  }, request);
  expect(await take()).toBeNull();
  expect(calls).toEqual(['stored', ...order]);
});

test.each([
  ['takes more than a second', () => new Promise<boolean>(() => {})],
  ['is put aside', async () => false],
])('the acknowledgement of a command that %s says what is being done', async (_, process) => {
  const { take, calls } = intakeOf(async () => received(process));
  const taking = take();
  await import.meta.jest.advanceTimersByTimeAsync(1_000);
  expect(await taking).toBeNull();
  expect(calls).toEqual(['Looking up 3 people in Slack…']);
});

test('when Postgres does not answer, a person is told so while Slack still waits, and the request is processed later', async () => {
  let stored = (_: ReceivedRequest) => {};
  const { take, calls } = intakeOf(() => new Promise((resolve) => (stored = resolve)));
  const told = import.meta.jest.fn();
  const taking = take().then(told);
  await import.meta.jest.advanceTimersByTimeAsync(SLACK_WAITS_MS - 1_000);
  expect(told).toHaveBeenCalledWith(expect.objectContaining({ text: expect.stringContaining('unreachable') }));
  expect(calls).toEqual(['refused']);
  stored(received(async () => calls.push('processed') > 0));
  await taking;
  await import.meta.jest.advanceTimersByTimeAsync(0);
  expect(calls).toEqual(['refused', 'processed']);
});

test.each([
  ['cannot be stored', new Error('no postgres'), 'unreachable'],
  ['is about an organization that moves', new DomainError('ORGANIZATION_MOVING', {}), 'is being moved'],
])('a request that %s is not acknowledged', async (_, error, text) => {
  const { take, calls } = intakeOf(() => Promise.reject(error));
  expect(await take()).toMatchObject({ text: expect.stringContaining(text) });
  expect(calls).toEqual(['refused']);
});
