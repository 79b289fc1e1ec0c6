import { type BotWorld, contentOf, sees, startWorld } from '../bot.fixture.js';

let world: BotWorld;
beforeAll(async () => {
  world = await startWorld({ transport: 'socket' });
});
afterAll(() => world.close());
afterEach(() => expect(world.slack.refusals).toEqual([]));

const jane = () => world.slack.person('jane');
const operations = async () => (await world.database.query('SELECT count(*)::int FROM operations'))[0].count;

it('a command over Socket Mode is acknowledged at once and answered', async () => {
  const { acknowledged } = await jane().types('/dept add @p001 to engineering');
  expect(acknowledged.status).toBe(200);
  await sees(world, 'jane', 'is now in');
  expect(await world.members()).toEqual(['usr_demo001']);
});

it('an envelope that is delivered again, on the same connection or another, changes nothing a second time', async () => {
  const typed = await jane().types('/dept add @p002 to engineering');
  const first = await sees(world, 'jane', world.slack.person('p002').id);
  await world.database.query('DELETE FROM department_members');
  const before = await operations();

  await typed.again({ retryNumber: 1, retryReason: 'timeout' });
  const answered = await world.slack.inbox.until(({ messages }) =>
    messages.find(({ id, revision }) => id === first.id && revision > first.revision),
  );
  expect(contentOf(answered)).toBe(contentOf(first));

  world.slack.socketMode.cut();
  expect((await typed.again({ retryNumber: 2 })).status).toBe(200);
  await jane().types('/dept whoami');
  await sees(world, 'jane', 'You are');
  expect(jane().messages.find(({ id }) => id === first.id)).toEqual(answered);
  expect(await operations()).toBe(before);
  expect(await world.members()).toEqual([]);
});

it('a connection that Slack wants back is replaced by another, and nothing is lost meanwhile', async () => {
  world.slack.socketMode.disconnect('refresh_requested');
  const typed = await jane().types('/dept whoami');
  // Slack delivers again what went to a connection that was on its way out.
  if (typed.acknowledged.status !== 200) expect((await typed.again()).status).toBe(200);
  await sees(world, 'jane', 'You are');
});

it('a click and a form come over Socket Mode too', async () => {
  await jane().types('/dept add @p003 to engineering');
  const answer = await sees(world, 'jane', world.slack.person('p003').id);
  await jane().clicks(answer, 'Undo');
  await sees(world, 'jane', 'no longer in');
  expect(await world.members()).toEqual([]);

  await jane().types('/dept');
  const form = await world.slack.inbox.until(() => jane().views.find(({ view }) => view.type === 'modal'));
  const { options, milliseconds } = await jane().searches(form, 'department_search', 'engin');
  expect(options.map(({ value }) => value)).toEqual(['dept_abc123']);
  expect(milliseconds).toBeLessThan(3_000);
});

it('there is nothing to post to over HTTP', async () => {
  const answer = await fetch(`${world.url}/slack/events`, { method: 'POST', body: 'command=/dept' });
  expect(answer.status).toBe(404);
});
