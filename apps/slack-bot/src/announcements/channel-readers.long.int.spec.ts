import { MembershipLedger } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { addCommand } from '@roster/local-stack';
import { contentOf, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot();
beforeEach(() => bot.removeAllMembers());
afterEach(() => bot.database.query('DELETE FROM slack_channel_links'));

const MISSING_SCOPE = { status: 200, body: { ok: false, error: 'missing_scope', needed: 'channels:read' } };

async function announceIn(channel: string): Promise<void> {
  await bot.jane.types('/dept link engineering', { channel });
  await bot.sees('jane', 'is linked to');
  await bot.jane.types('/dept announce all', { channel });
  await bot.sees('jane', 'Every change is announced here');
  bot.clearScreens();
}

/** As over REST, by an API key. */
async function add(number: number): Promise<void> {
  const userId = userIdSchema.parse(`usr_demo${String(number).padStart(3, '0')}`);
  await new MembershipLedger(bot.database).apply([addCommand({ userId })]);
}

const posted = () => bot.slack.inbox.messages.filter(({ place }) => place === 'channel');
const announced = () => bot.slack.inbox.until(() => posted().at(-1));
const givenUp = () => until(async () => (await bot.count(`slack_deliveries WHERE gave_up = 'not announced'`)) > 0);
const isStopped = (because: string) => bot.count(`slack_channel_links WHERE stopped_because = '${because}'`);

/** As in a link from before the bot looked at who reads a channel. */
const neverSeen = () => bot.database.query('UPDATE slack_channel_links SET seen_at = NULL');

describe('before it announces changes, the bot sees who reads the channel', () => {
  beforeEach(() => bot.database.query('DELETE FROM slack_deliveries'));

  it('once an hour', async () => {
    await announceIn('engineering');
    await neverSeen();
    const looks = () => bot.slack.callsOf('conversations.info').length;
    const before = looks();
    await add(1);
    await announced();
    bot.clearScreens();
    await add(2);
    await announced();
    expect(looks()).toBe(before + 1);
  });

  it('and posts no names where others do and Slack did not tell of it', async () => {
    await announceIn('general');
    await neverSeen();
    bot.slack.workspace().shares('general');
    await add(3);
    expect((await bot.sees('jane', 'people of another organization can read')).place).toBe('direct');
    await givenUp();
    expect(posted()).toEqual([]);
    expect(await isStopped('shared')).toBe(1);
  });

  it('and posts no names where it may not see it, until someone agrees', async () => {
    await announceIn('engineering');
    await neverSeen();
    bot.slack.failNext('conversations.info', MISSING_SCOPE);
    await add(4);
    await bot.sees('jane', 'Roster cannot see who reads the channel');
    await givenUp();
    expect(await isStopped('unknown')).toBe(1);

    bot.slack.failNext('conversations.info', { ...MISSING_SCOPE, times: 2 });
    await bot.jane.types('/dept announce all', { channel: 'engineering' });
    await bot.jane.clicks(await bot.sees('jane', 'If the channel is shared'), 'Link it anyway');
    await bot.sees('jane', 'Every change is announced here');
    await neverSeen();
    await add(5);
    await announced();
    expect(posted()).toHaveLength(1);
  });

  it('and tries again when Slack does not answer', async () => {
    await announceIn('engineering');
    await neverSeen();
    bot.slack.failNext('conversations.info', { status: 500 });
    await add(6);
    await announced();
  });
});

it('a message that waits when the channel is unlinked is not posted', async () => {
  await announceIn('engineering');
  bot.slack.failNext('chat.postMessage', { status: 429, headers: { 'retry-after': '2' } });
  await add(7);
  await until(async () => (await bot.count(`slack_deliveries WHERE method = 'post' AND last_error = '429'`)) > 0);
  await bot.jane.types('/dept unlink', { channel: 'engineering' });
  await bot.sees('jane', 'no longer linked');
  await bot.database.query('UPDATE slack_deliveries SET next_at = now() WHERE delivered_at IS NULL');
  await announceIn('design');
  await add(8);
  await announced();
  const { channelId } = posted()[0] ?? {};
  expect([posted().length, channelId]).toEqual([1, bot.slack.workspace().channel('design')]);
});

it('a message of a workspace that was disconnected meanwhile is not posted', async () => {
  await announceIn('engineering');
  const channel = bot.slack.workspace().channel('engineering');
  await bot.database.query(
    `INSERT INTO slack_deliveries (id, workspace_id, method, target, payload, trace_id, next_at)
     VALUES ('foreign', 'T0ACME', 'post', $1, '{"text":"foreign"}', 'a', now())`,
    [{ team: 'T0ACME', channel, organization: 'org_former' }],
  );
  await until(async () => (await bot.count(`slack_deliveries WHERE id = 'foreign' AND gave_up IS NOT NULL`)) > 0);
  expect(posted()).toEqual([]);
});

it('what stopped announcements is shown in the channel, with what helps', async () => {
  await announceIn('engineering');
  await bot.database.query(`UPDATE slack_channel_links SET stopped_because = 'restricted_action'`);
  await bot.jane.types('/dept announce', { channel: 'engineering' });
  const shown = contentOf(await bot.sees('jane', 'no longer announced here: only some people may post in the channel'));
  expect(shown).not.toContain('/invite');
});

describe('a channel that is linked to a department', () => {
  beforeEach(() =>
    bot.database.query(`UPDATE departments SET manager_user_id = 'usr_demo011' WHERE id = 'dept_supp01'`),
  );

  it('is not taken from it by those who may not unlink it, also by way of a question', async () => {
    await announceIn('engineering');
    const manager = bot.slack.person('p011');
    await manager.types('/dept link support', { channel: 'engineering' });
    await bot.sees('p011', 'does not allow this');
    expect(await bot.count(`slack_channel_links WHERE department_id = 'dept_abc123'`)).toBe(1);
    bot.clearScreens();
    await manager.types('/dept link support', { channel: 'partners' });
    const question = await bot.sees('p011', 'People outside your organization will read');
    await bot.jane.types('/dept link engineering', { channel: 'partners' });
    await bot.jane.clicks(await bot.sees('jane', 'People outside your organization will read'), 'Link it anyway');
    await bot.sees('jane', 'is linked to');
    await manager.clicks(question, 'Link it anyway');
    await bot.sees('p011', 'does not allow this');
    expect(await bot.count(`slack_channel_links WHERE department_id = 'dept_abc123'`)).toBe(2);
  });
});
