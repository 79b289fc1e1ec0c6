import { useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot({ transport: 'socket' });
beforeEach(() => bot.removeAllMembers());

it('a command over Socket Mode is acknowledged at once and answered', async () => {
  const { acknowledged } = await bot.jane.types('/dept add @p001 to engineering');
  expect(acknowledged.status).toBe(200);
  await bot.sees('jane', 'is now in');
  expect(await bot.members()).toEqual(['usr_demo001']);
});

it('an envelope that is delivered again, on the same connection or another, changes nothing a second time', async () => {
  const typed = await bot.jane.types('/dept add @p002 to engineering');
  await bot.sees('jane', bot.slack.person('p002').id);
  await bot.removeAllMembers();
  const before = await bot.count('operations');

  await typed.again({ retryNumber: 1, retryReason: 'timeout' });
  bot.slack.socketMode.cut();
  expect((await typed.again({ retryNumber: 2 })).status).toBe(200);
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'You are');
  expect(bot.jane.messages).toHaveLength(2);
  expect(await bot.count('operations')).toBe(before);
  expect(await bot.members()).toEqual([]);
});

it('an envelope that comes again after a reconnect changes nothing a second time', async () => {
  const typed = await bot.jane.types('/dept add @p004 to engineering');
  expect(typed.acknowledged.status).toBe(200);
  await bot.sees('jane', '1 person added');
  bot.slack.socketMode.cut();
  await bot.slack.socketMode.connected();
  // Slack delivers it until it is acknowledged: what went into the dead connection is lost.
  while ((await typed.again()).status !== 200) await bot.slack.socketMode.connected();
  expect(await bot.members()).toEqual(['usr_demo004']);
  expect(await bot.count(`operations WHERE user_id = 'usr_demo004'`)).toBe(1);
});

it('a connection that Slack wants back is replaced by another, and nothing is lost meanwhile', async () => {
  bot.slack.socketMode.disconnect('refresh_requested');
  const typed = await bot.jane.types('/dept whoami');
  // Slack delivers again what went to a connection that was on its way out.
  if (typed.acknowledged.status !== 200) expect((await typed.again()).status).toBe(200);
  await bot.sees('jane', 'You are');
});

it('a click and a form come over Socket Mode too', async () => {
  await bot.jane.types('/dept add @p003 to engineering');
  const answer = await bot.sees('jane', bot.slack.person('p003').id);
  await bot.jane.clicks(answer, 'Undo');
  await bot.sees('jane', 'no longer in');
  expect(await bot.members()).toEqual([]);

  await bot.jane.types('/dept');
  const form = await bot.view('jane', 'modal');
  const options = await bot.jane.searches(form, 'department_search', 'engin');
  expect(options.map(({ value }) => value)).toEqual(['dept_abc123']);
});

it('there is nothing to post to over HTTP', async () => {
  const answer = await fetch(`${bot.url}/slack/events`, { method: 'POST', body: 'command=/dept' });
  expect(answer.status).toBe(404);
});

interface Readiness {
  readonly status: string;
  readonly checks: { readonly socket?: { readonly status: string } };
}

const ready = async () => (await (await fetch(`${bot.url}/health/ready`)).json()) as Readiness;

it('the bot is ready while a connection to Slack is open', async () => {
  expect(await ready()).toMatchObject({ status: 'ready', checks: { socket: { status: 'ok' } } });
});

it.each(['invalid_auth', 'not_allowed_token_type'])(
  'a bot whose reconnect Slack refuses with %s says that it is not ready, and is connected again when Slack lets it',
  async (error) => {
    bot.slack.failNext('apps.connections.open', { status: 200, body: { ok: false, error }, times: 2 });
    bot.slack.socketMode.disconnect('link_disabled');
    await until(async () => (await ready()).checks.socket?.status === 'failed');
    await bot.slack.socketMode.connected();
    await until(async () => (await ready()).status === 'ready');
    await bot.jane.types('/dept whoami');
    await bot.sees('jane', 'You are');
  },
);
