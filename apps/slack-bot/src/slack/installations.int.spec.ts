import { organizationIdSchema } from '@roster/domain';
import { ACME, BETA, contentOf, ORGANIZATION, TestBot, until } from '../bot.fixture.js';

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
  expect(await installs(null)).toMatchObject({ status: 200, text: expect.stringContaining('does nothing yet') });
  expect(await bound()).toBeNull();
  await bot.jane.types('/dept add @p001 to engineering');
  const answer = await bot.slack.inbox.until(({ messages }) => messages.at(-1));
  expect(contentOf(answer)).toContain('slack link');
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
  await until(async () => (await bound()) === undefined);
  for (const table of ['slack_identities', 'slack_channel_links'])
    expect(await bot.database.query(`SELECT FROM ${table}`)).toEqual([]);
  await installs(null);
  expect(await bound()).toBeNull();
});

it('an uninstallation that is told again after somebody installed anew takes nothing away', async () => {
  await installs(await bot.link());
  const told = await bot.jane.event({ type: 'app_uninstalled' });
  await until(async () => (await bound()) === undefined);
  await installs(await bot.link());
  // As if all of this had taken some seconds.
  await bot.database.query(`UPDATE slack_installations SET updated_at = updated_at + interval '5 seconds'`);
  await told.again();
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'Jane Smith');
  expect(await bound()).toBe(ORGANIZATION);
});

it('revoked tokens are forgotten, and a new installation goes on where it was', async () => {
  await installs(await bot.link());
  await bot.jane.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } });
  await until(async () => {
    const [row] = await bot.database.query('SELECT sealed_tokens FROM slack_installations');
    return row.sealed_tokens === null;
  });
  await installs(null);
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'Jane Smith');
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
  await bot.slack.inbox.until(() => theirs.messages.at(-1));
  await theirs.types('/dept members dept_abc123');
  await bot.sees('jane', 'no department', 'T0BETA');
  await theirs.clicks(answer, 'Undo');
  await bot.slack.inbox.until(({ messages }) => messages.find(({ text }) => text.includes('no longer be undone')));
  expect(theirs.messages.map(contentOf).join()).not.toMatch(/Engineering|Demo Person/);
  expect(await bot.members()).toEqual(['usr_demo001']);
});
