import { ACME, ORGANIZATION, TestBot, useBot } from '../bot.fixture.js';
import { until } from '../until.fixture.js';

const bot = useBot({ single: true, connected: {} });

const connect = (link: string) =>
  fetch(`${bot.url}/slack/install`, { method: 'POST', body: new URLSearchParams({ link }) });

it('a bot with the token of one workspace knows it, and serves nobody before an owner connects it', async () => {
  const rows = await bot.database.query('SELECT workspace_id, organization_id, sealed_tokens FROM slack_installations');
  expect(rows).toEqual([{ workspace_id: 'T0ACME', organization_id: null, sealed_tokens: null }]);
  await bot.jane.types('/dept whoami');
  await bot.sees('jane', 'connection link');
});

it('opening a link changes nothing; the button on its page connects the workspace, once', async () => {
  const link = await bot.link();
  await bot.database.query(`UPDATE organizations SET name = 'Ash & Sons' WHERE id = $1`, [ORGANIZATION]);
  const page = await fetch(`${bot.url}/slack/install?link=${link}`);
  const html = await page.text();
  expect([page.status, html]).toEqual([200, expect.stringContaining('<form method="post">')]);
  expect(html).toContain('<h1>Connect Slack to Ash &#38; Sons</h1>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await bot.database.query('SELECT organization_id FROM slack_installations')).toEqual([
    { organization_id: null },
  ]);

  expect((await connect(link)).status).toBe(200);
  expect(await bot.database.query('SELECT organization_id FROM slack_installations')).toEqual([
    { organization_id: ORGANIZATION },
  ]);
  expect((await connect(link)).status).toBe(410);
  await bot.jane.types('/dept add @p001 to engineering');
  await bot.sees('jane', '1 person added');
});

it.each([
  ['GET', '/slack/install', 404],
  ['GET', '/slack/install?link=%3Cscript%3E', 410],
  ['POST', '/slack/install', 410],
  ['GET', '/slack/events', 404],
  ['DELETE', '/health/live', 404],
  ['GET', '/', 404],
  ['GET', '/health/live', 200],
  ['GET', '/health/ready', 200],
])('%s %s is answered with %d', async (method, path, status) => {
  const response = await fetch(bot.url + path, { method });
  expect(response.status).toBe(status);
  expect(await response.text()).not.toContain('<script>');
});

it('a form that is far too large is refused without being read to its end', async () => {
  expect((await connect('x'.repeat(5_000_000)).catch(() => ({ status: 410 }))).status).toBe(410);
});

it('another configured token is another installation, which needs a link', async () => {
  await bot.database.query(`UPDATE slack_installations SET organization_id = $1`, [ORGANIZATION]);
  await bot.restartBot();
  expect(await bot.count('slack_installations WHERE organization_id IS NOT NULL')).toBe(1);
  await bot.database.query(`UPDATE slack_installations SET token_hash = '\\x00'`);
  await bot.restartBot();
  expect(await bot.count('slack_installations WHERE organization_id IS NOT NULL')).toBe(0);
});

it('does not use its token for a workspace that has another', async () => {
  bot.slack.calls.length = 0;
  const direct = (id: string, workspace: string) => `('${id}', '${workspace}', 'direct',
    '{"team": "${workspace}", "user": "U0JANE"}', '{"text": "Hello"}', 't', now())`;
  await bot.database.query(
    `INSERT INTO slack_installations (workspace_id, team_id, scopes, key_id, sealed_tokens, token_hash)
     VALUES ('T0OAUTH', 'T0OAUTH', '{}', 'key', '\\x00', NULL), ('T0TOKEN', 'T0TOKEN', '{}', NULL, NULL, '\\x00'),
            ('T0NONE', 'T0NONE', '{}', NULL, NULL, NULL)`,
  );
  await bot.database.query(
    `INSERT INTO slack_deliveries (id, workspace_id, method, target, payload, trace_id, next_at)
     VALUES ${['T0OAUTH', 'T0TOKEN', 'T0NONE'].map((workspace) => direct(workspace, workspace)).join(', ')}`,
  );
  await until(async () => (await bot.count('slack_deliveries WHERE gave_up IS NOT NULL')) > 0);
  const untouched = `SELECT id FROM slack_deliveries WHERE attempts = 0 AND gave_up IS NULL ORDER BY id`;
  expect(await bot.database.query(untouched)).toEqual([{ id: 'T0OAUTH' }, { id: 'T0TOKEN' }]);
  expect(bot.slack.callsOf('chat.postMessage')).toEqual([]);
});

describe('a token for all workspaces of an Enterprise organization', () => {
  const grid = new TestBot();
  beforeAll(() =>
    grid.start({
      single: true,
      connected: {},
      workspaces: [{ ...ACME, enterprise: { id: 'E0ACME', name: 'Acme' }, orgWide: true }],
    }),
  );
  afterAll(() => grid.close());

  it('is stored under the enterprise, and serves its workspaces once an owner connects it', async () => {
    const rows = await grid.database.query('SELECT workspace_id, team_id, enterprise_id FROM slack_installations');
    expect(rows).toEqual([{ workspace_id: 'E0ACME', team_id: null, enterprise_id: 'E0ACME' }]);
    const body = new URLSearchParams({ link: await grid.link() });
    expect((await fetch(`${grid.url}/slack/install`, { method: 'POST', body })).status).toBe(200);
    await grid.jane.types('/dept add @p001 to engineering');
    await grid.sees('jane', '1 person added');
    await grid.jane.event({ type: 'app_uninstalled' });
    expect(await grid.count('slack_installations')).toBe(0);
  });
});
