import { decideMembershipRequest } from '@roster/database';
import { departmentIdSchema, type MembershipRequestId } from '@roster/domain';
import type { EmulatedSlack } from '@roster/slack-emulator';
import { contentOf, ORGANIZATION, ownerOf, useBot } from '../bot.fixture.js';
import { WORKFLOW_STEP } from '../messages/action-ids.js';

const bot = useBot();
beforeEach(async () => {
  await bot.removeAllMembers();
  await bot.database.query('DELETE FROM membership_requests; DELETE FROM slack_workflow_steps');
});

/** A workflow comes to the step. Only the workspace is known of who set it off. */
function run(user: string, department: string) {
  return bot.jane.workflowRuns(WORKFLOW_STEP, { user: bot.slack.person(user).id, department });
}

type Outcome = NonNullable<ReturnType<EmulatedSlack['workflowSteps']['outcome']>>;

async function outcome(executionId: string): Promise<Outcome> {
  for (;;) {
    const ended = bot.slack.workflowSteps.outcome(executionId);
    if (ended !== null) return ended;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The question about this user: one about another may come late. */
const question = (user: string) => bot.sees('jane', `<@${bot.slack.person(user).id}> asks to be added to`);

const requestId = async (): Promise<MembershipRequestId> =>
  (await bot.database.query('SELECT id FROM membership_requests'))[0]?.id;

it('asks in the name of the user, changes nothing itself, and ends with the decision', async () => {
  const { executionId, again } = await run('p001', 'engineering');
  await again();
  const request = await bot.sees('jane', 'asks to be added to');
  expect(contentOf(request)).toContain('A workflow in Slack asks for it.');
  await bot.sees('p001', 'A workflow asked for you to be added to *Engineering*.');
  expect(await bot.members()).toEqual([]);
  expect(bot.slack.workflowSteps.outcome(executionId)).toBeNull();
  expect(await bot.count('membership_requests')).toBe(1);
  await bot.jane.clicks(request, 'Approve');
  expect(await outcome(executionId)).toEqual({ outputs: { outcome: 'added' } });
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('has no rights of its own, even when the user could make the change', async () => {
  const { executionId } = await run('jane', 'engineering');
  await bot.jane.clicks(await bot.sees('jane', 'asks to be added to'), 'Deny');
  expect(await outcome(executionId)).toEqual({ outputs: { outcome: 'denied' } });
  expect(await bot.members()).toEqual([]);
});

it('ends when the request was decided over REST, and after a bot has died', async () => {
  const { executionId } = await run('p002', 'engineering');
  await bot.sees('jane', 'asks to be added to');
  const request = { departmentId: departmentIdSchema.parse('dept_abc123'), id: await requestId() };
  await bot.restartBot();
  await bot.database.transaction((tx) => decideMembershipRequest(tx, ownerOf(ORGANIZATION), request, 'approve'));
  expect(await outcome(executionId)).toEqual({ outputs: { outcome: 'added' } });
});

it('ends when nobody decides', async () => {
  const { executionId } = await run('p003', 'engineering');
  await bot.sees('jane', 'asks to be added to');
  await bot.database.query(`UPDATE membership_requests SET expires_at = now() - interval '1 second'`);
  expect(await outcome(executionId)).toEqual({ outputs: { outcome: 'expired' } });
});

it('ends when the request is gone', async () => {
  const { executionId } = await run('p004', 'engineering');
  await bot.sees('jane', 'asks to be added to');
  await bot.database.query('DELETE FROM membership_requests');
  // It looks at every open step when it starts, and then once a minute.
  await bot.restartBot();
  expect(await outcome(executionId)).toEqual({
    error: 'The department or the user was deleted before the request was decided.',
  });
});

it('waits for a request that is open already, and ends at once for a member', async () => {
  const first = await run('p005', 'engineering');
  const request = await question('p005');
  const second = await run('p005', 'Company/Engineering');
  await bot.jane.clicks(request, 'Approve');
  for (const { executionId } of [first, second])
    expect(await outcome(executionId)).toEqual({ outputs: { outcome: 'added' } });
  expect(await outcome((await run('p005', 'engineering')).executionId)).toEqual({ outputs: { outcome: 'added' } });
});

it('leaves the user most of their own open requests', async () => {
  await bot.database.query(
    `INSERT INTO departments (id, organization_id, name) SELECT 'dept_flow' || n, $1, 'Flow ' || n FROM generate_series(1, 6) n`,
    [ORGANIZATION],
  );
  for (const number of [1, 2, 3, 4, 5]) {
    await run('p007', `Flow ${number}`);
    await bot.sees('p007', `A workflow asked for you to be added to *Flow ${number}*.`);
    await bot.sees('jane', `asks to be added to *Flow ${number}*.`);
  }
  expect(await outcome((await run('p007', 'Flow 6')).executionId)).toEqual({
    error: 'The user has too many open membership requests. Wait until some are decided.',
  });
  expect(await bot.count('membership_requests')).toBe(5);
  await bot.database.query(`DELETE FROM departments WHERE name LIKE 'Flow %'`);
});

it.each([
  ['p006', 'nowhere', 'There is no department called "nowhere".'],
  ['nobody', 'engineering', 'The user is not in your Roster organization. Ask an admin'],
  ['guest', 'engineering', 'The user is a guest'],
])('says why it cannot ask: %s, %s', async (user, department, words) => {
  const { executionId } = await run(user, department);
  const ended = await outcome(executionId);
  expect('error' in ended && ended.error).toContain(words);
  expect(bot.slack.inbox.messages).toEqual([]);
  expect(await bot.count('membership_requests')).toBe(0);
});
