import { randomBytes } from 'node:crypto';
import { SecretBox } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import type { HealthReport } from '@roster/runtime';
import { ACME, BETA, contentOf, ORGANIZATION, TestBot } from '../bot.fixture.js';

const OTHER = organizationIdSchema.parse('org_other');

const bot = new TestBot();
beforeEach(async () => {
  await bot.start({ workspaces: [ACME, BETA], connected: {} });
  await bot.database.query(`INSERT INTO organizations (id, name) VALUES ('org_other', 'Other')`);
});
afterEach(async () => {
  expect(bot.slack.refusals).toEqual([]);
  await bot.close();
});

/** What a browser does: follows the link to Slack, approves there, and comes back with its cookie. */
async function installs(link: string | null, workspaceId = 'T0ACME', cookies = true) {
  const start = `${bot.url}/slack/install${link === null ? '' : `?link=${link}`}`;
  const begun = await fetch(start, { redirect: 'manual' });
  if (begun.status !== 302) return { status: begun.status, text: await begun.text() };
  const back = await bot.slack.approve(begun.headers.get('location') ?? '', 'jane', workspaceId);
  const { search, pathname } = new URL(back);
  const cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  const address = `${bot.url}${pathname}${search}`;
  const done = await fetch(address, { headers: cookies ? { cookie } : {} });
  return { status: done.status, text: await done.text(), address, cookie };
}

const bound = async (id = 'T0ACME') => {
  const [row] = await bot.database.query('SELECT organization_id FROM slack_installations WHERE workspace_id = $1', [
    id,
  ]);
  return row?.organization_id;
};

const tokens = async () => (await bot.database.query('SELECT sealed_tokens FROM slack_installations'))[0].sealed_tokens;

it('an owner’s link installs the bot and connects the workspace; its token is sealed', async () => {
  const done = await installs(await bot.link());
  expect(done).toMatchObject({ status: 200, text: expect.stringContaining('Slack is connected') });
  expect(await bound()).toBe(ORGANIZATION);
  await bot.jane.types('/dept add @p001 to engineering');
  await bot.sees('jane', '1 person added');
  const [row] = await bot.database.query('SELECT * FROM slack_installations');
  expect(row.sealed_tokens.toString('latin1')).not.toContain('xoxb');
  const actions = await bot.database.query(`SELECT action FROM audit_events WHERE action = 'slack.bind'`);
  expect(actions).toHaveLength(1);
});

it('an installation without a link serves nobody and says what to do', async () => {
  expect(await installs(null)).toMatchObject({
    status: 200,
    text: expect.stringContaining('not connected to your organization yet'),
  });
  expect(await bound()).toBeNull();
  await bot.jane.types('/dept add @p001 to engineering');
  const answer = await bot.slack.inbox.until(({ messages }) => messages.at(-1));
  expect(contentOf(answer)).toContain('ask an owner of your organization in Roster for a connection link');
  expect(await bot.members()).toEqual([]);
});

it('a link works once, and a wrong one is refused before Slack is asked', async () => {
  const link = await bot.link();
  await installs(link);
  expect(await installs(link, 'T0BETA')).toMatchObject({ status: 410 });
  expect(await installs('guessed')).toMatchObject({ status: 410 });
  expect(await bound('T0BETA')).toBeUndefined();
});

it('a workspace that belongs to one organization is not taken by another', async () => {
  await installs(await bot.link());
  const refused = await installs(await bot.link(OTHER));
  expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('another organization') });
  expect(await bound()).toBe(ORGANIZATION);
});

it('another browser, an old state and a state that was used install nothing', async () => {
  expect(await installs(await bot.link(), 'T0ACME', false)).toMatchObject({ status: 400 });
  const done = await installs(await bot.link());
  const again = await fetch(done.address ?? '', { headers: { cookie: done.cookie ?? '' } });
  expect(again.status).toBe(400);
  const forged = await fetch(`${bot.url}/slack/oauth_redirect?code=x&state=y`, {
    headers: { cookie: 'slack-app-oauth-state=y' },
  });
  expect(forged.status).toBe(400);
});

it('an uninstallation forgets the workspace: whoever installs again needs a link again', async () => {
  await installs(await bot.link());
  await bot.jane.types('/dept link engineering');
  await bot.sees('jane', 'linked to');
  await bot.jane.event({ type: 'app_uninstalled' });
  expect(await bound()).toBeUndefined();
  for (const table of ['slack_identities', 'slack_channel_links'])
    expect(await bot.database.query(`SELECT FROM ${table}`)).toEqual([]);
  await installs(null);
  expect(await bound()).toBeNull();
});

it('an uninstallation that is told again after somebody installed anew takes nothing away', async () => {
  await installs(await bot.link());
  const told = await bot.jane.event({ type: 'app_uninstalled' });
  expect(await bound()).toBeUndefined();
  await installs(await bot.link());
  // As if all of this had taken some seconds.
  await bot.database.query(`UPDATE slack_installations SET updated_at = updated_at + interval '5 seconds'`);
  await told.again();
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'Jane Smith');
  expect(await bound()).toBe(ORGANIZATION);
});

it('revoked tokens end the connection: linked channels are there again after another link', async () => {
  await installs(await bot.link());
  await bot.jane.types('/dept link engineering');
  await bot.sees('jane', 'linked to');
  await bot.jane.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } });
  expect(await tokens()).toBeNull();
  await installs(null);
  expect(await bound()).toBeNull();
  await installs(await bot.link());
  expect(await bound()).toBe(ORGANIZATION);
  expect(await bot.count('slack_channel_links')).toBe(1);
});

it('tokens of users that are revoked, and an old event, end nothing', async () => {
  await installs(await bot.link());
  await bot.jane.event({ type: 'tokens_revoked', tokens: { oauth: ['U0JANE'], bot: [] } });
  await bot.database.query(`UPDATE slack_installations SET updated_at = updated_at + interval '5 seconds'`);
  await bot.jane.event({ type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } });
  expect(await bound()).toBe(ORGANIZATION);
  expect(await tokens()).not.toBeNull();
});

it.each(['token_revoked', 'account_inactive', 'invalid_auth'] as const)(
  'a workspace that answers %s is no longer connected, and says so',
  async (error) => {
    await installs(await bot.link());
    bot.slack.withdrawTokens(error);
    await bot.jane.types('/dept whoami');
    await bot.sees('jane', 'no longer has access');
    expect([await bound(), await tokens()]).toEqual([null, null]);
    const [event] = await bot.database.query(`SELECT "before" FROM audit_events WHERE action = 'slack.unbind'`);
    expect(event.before).toEqual({ workspace_id: 'T0ACME', reason: 'tokens_revoked' });
    await bot.jane.types('/dept list');
    await bot.slack.inbox.until(() => bot.jane.messages.filter((one) => contentOf(one).includes('no longer')).at(1));
  },
);

it('one answer that Slack takes back ends nothing', async () => {
  await installs(await bot.link());
  bot.slack.failNext('users.info', { status: 200, body: { ok: false, error: 'invalid_auth' } });
  await bot.jane.types('/dept whoami');
  await bot.slack.inbox.until(() => bot.jane.messages.at(-1));
  expect(await bound()).toBe(ORGANIZATION);
  expect(await tokens()).not.toBeNull();
});

describe('a workspace that is installed again without a link', () => {
  it('stays connected while its tokens work: it grants more scopes', async () => {
    await installs(await bot.link());
    await installs(null);
    expect(await bound()).toBe(ORGANIZATION);
  });

  it('is not connected when the bot had been removed and no event said so', async () => {
    await installs(await bot.link());
    bot.slack.withdrawTokens('account_inactive');
    await installs(null);
    expect(await bound()).toBeNull();
  });
});

it('a workspace whose tokens are sealed with a lost key is installed again, with a link', async () => {
  await installs(await bot.link());
  const { clientId, clientSecret } = bot.slack.app;
  const secretBox = new SecretBox([randomBytes(32)], 'SLACK_ENCRYPTION_KEY');
  const readiness = async () => {
    const report = (await (await fetch(`${bot.url}/health/ready`)).json()) as HealthReport;
    return [report.status, report.checks.encryption_key?.status];
  };
  expect(await readiness()).toEqual(['ready', 'ok']);
  await bot.restartBot({ oauth: { clientId, clientSecret, secretBox } });
  expect(await readiness()).toEqual(['unavailable', 'failed']);
  await installs(null);
  expect(await bound()).toBeNull();
  await installs(await bot.link());
  expect(await bound()).toBe(ORGANIZATION);
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'Jane Smith');
});

describe('the person who installs gets a first message', () => {
  it('with the next steps', async () => {
    await installs(await bot.link());
    const { place, text } = await bot.sees('jane', 'Three next steps');
    expect(place).toBe('direct');
    expect(text.match(/^\d\. /gm)).toHaveLength(3);
    expect(text).toContain('connected to *Demo Company*');
  });

  it('with the steps that are left, when there was no link', async () => {
    await installs(null);
    const { text } = await bot.sees('jane', 'Three steps are left');
    expect(text).toContain('Ask an owner of your organization in Roster');
  });
});

it('two workspaces see nothing of each other', async () => {
  await installs(await bot.link());
  await installs(await bot.link(OTHER), 'T0BETA');
  await bot.database.query(
    `INSERT INTO organization_members (organization_id, user_id, full_name, email, role)
     VALUES ('org_other', 'usr_beta', 'Jane Beta', 'jane@company.com', 'owner')`,
  );
  await bot.jane.types('/dept add @p001 to engineering');
  const answer = await bot.sees('jane', '1 person added');
  const theirs = bot.slack.person('jane', 'T0BETA');

  await theirs.types('/dept list');
  await bot.sees('jane', 'no departments', 'T0BETA');
  await theirs.types('/dept members dept_abc123');
  await bot.sees('jane', 'no department', 'T0BETA');
  await theirs.clicks(answer, 'Undo');
  await bot.slack.inbox.until(({ messages }) => messages.find(({ text }) => text.includes('no longer be undone')));
  const answers = theirs.messages.filter(({ place }) => place !== 'direct');
  expect(answers.map(contentOf).join()).not.toMatch(/Engineering|Demo Person/);
  expect(await bot.members()).toEqual(['usr_demo001']);
});
