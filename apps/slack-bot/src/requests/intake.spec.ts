import { createLogger } from '@roster/runtime';
import { type IncomingRequest, SlackRequestIntake } from './intake.js';

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

function intakeOf(receive: Receive) {
  const calls: string[] = [];
  const slack = { refused: { inc: () => calls.push('refused') } };
  const intake = new SlackRequestIntake(
    { receive } as never,
    { slack, traces: undefined } as never,
    createLogger({ name: 'test', level: 'silent' }),
  );
  const take = () => intake.take(REQUEST, async () => void calls.push('acknowledged'));
  return { take, calls };
}

beforeEach(() => import.meta.jest.useFakeTimers());
afterEach(() => import.meta.jest.useRealTimers());

test('a request is acknowledged once it is stored, and processed only then', async () => {
  const { take, calls } = intakeOf(async () => {
    calls.push('stored');
    return async () => void calls.push('processed');
  });
  expect(await take()).toBeNull();
  expect(calls).toEqual(['stored', 'acknowledged', 'processed']);
});

test('when Postgres does not answer, a person is told so while Slack still waits, and the request is processed later', async () => {
  let stored = (_: () => Promise<void>) => {};
  const { take, calls } = intakeOf(() => new Promise((resolve) => (stored = resolve)));
  const told = import.meta.jest.fn();
  const taking = take().then(told);
  await import.meta.jest.advanceTimersByTimeAsync(SLACK_WAITS_MS - 1_000);
  expect(told).toHaveBeenCalledWith(expect.objectContaining({ text: expect.stringContaining('unreachable') }));
  expect(calls).toEqual(['refused']);
  stored(async () => void calls.push('processed'));
  await taking;
  await import.meta.jest.advanceTimersByTimeAsync(0);
  expect(calls).toEqual(['refused', 'processed']);
});

test('a request that cannot be stored is not acknowledged', async () => {
  const { take, calls } = intakeOf(() => Promise.reject(new Error('no postgres')));
  expect(await take()).toMatchObject({ text: expect.stringContaining('unreachable') });
  expect(calls).toEqual(['refused']);
});
