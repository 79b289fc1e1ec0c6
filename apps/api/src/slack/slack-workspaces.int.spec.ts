import { SlackInstallations, SlackOutbox, SlackTokens } from '@roster/database';
import { ALL_SCOPES, ROLE_SCOPES, type Scope } from '@roster/domain';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';
import { connectWorkspace, install, newLink } from './workspaces.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false, slackPublicUrl: 'https://bot.acme.example/' });
});
afterAll(() => api.close());
beforeEach(() => api.database.query('DELETE FROM slack_installations; DELETE FROM slack_identities'));

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TOKENS = { key_id: 'key', sealed_tokens: Buffer.from('sealed') };

async function call(method: string, path: string, scopes: readonly Scope[], organizationId?: string): Promise<Answer> {
  const organization = organizationId ?? api.demo.organizationId;
  const token = await api.tokenFor(scopes, organization);
  return send(`${api.url}/v1/organizations/${organization}${path}`, method, token);
}

async function linkUser(workspace_id: string, slack_user_id: string, user_id: string): Promise<void> {
  const { status } = await api.request('POST', '/slack-users', { json: { workspace_id, slack_user_id, user_id } });
  expect(status).toBe(204);
}

const get = async (path: string) => (await api.request('GET', path)).body;
const events = (action: string) =>
  api.database.query('SELECT subject, "before" FROM audit_events WHERE action = $1 ORDER BY id DESC', [action]);

it('a connected workspace says who connected it and how many users are linked', async () => {
  await connectWorkspace(api, 'T0ONE', TOKENS);
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  const workspace = await get('/slack-workspaces/T0ONE');
  expect(workspace).toEqual({
    id: 'T0ONE',
    name: 'Acme',
    status: 'connected',
    connected_at: expect.stringMatching(/Z$/),
    connected_by: { type: 'api_key', id: expect.any(String) },
    disconnected_at: null,
    disconnect_reason: null,
    token: 'stored',
    linked_users: 1,
  });
  expect((await get('/slack-workspaces')).data).toEqual([workspace]);
});

it.each([
  ['configured', { token_hash: Buffer.alloc(32) }],
  ['none', {}],
])('the token of a workspace may be %s', async (state, facts) => {
  await connectWorkspace(api, 'T0ONE', facts);
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject({ status: 'connected', token: state });
});

it('disconnecting deletes links and open messages, leaves the token to be revoked, and is told once', async () => {
  await connectWorkspace(api, 'T0ONE', TOKENS);
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  const { organizationId, departmentId } = api.demo;
  await api.database.query(
    `INSERT INTO slack_channel_links (team_id, channel_id, organization_id, department_id, announce, linked_by)
     VALUES ('T0ONE', 'C1', $1, $2, true, 'usr_demo001')`,
    [organizationId, departmentId],
  );
  const outbox = new SlackOutbox(api.database);
  const message = { method: 'post', target: { team: 'T0ONE', channel: 'C1' }, payload: {}, trace_id: TRACE };
  await outbox.write([{ id: 'announcement', workspace_id: 'T0ONE', ...message }]);
  const before = (await events('slack.unbind')).length;

  for (const _ of ['once', 'again']) expect((await api.request('DELETE', '/slack-workspaces/T0ONE')).status).toBe(204);

  expect(await get('/slack-workspaces/T0ONE')).toMatchObject({
    status: 'disconnected',
    connected_at: null,
    connected_by: null,
    disconnected_at: expect.stringMatching(/Z$/),
    disconnect_reason: 'disconnected',
    token: 'being_revoked',
    linked_users: 0,
  });
  const rest = await api.database.query(`SELECT FROM slack_channel_links WHERE team_id = 'T0ONE'`);
  expect(rest).toEqual([]);
  expect(await outbox.leaseDue(10)).toEqual([]);
  const told = await events('slack.unbind');
  expect(told).toHaveLength(before + 1);
  expect(told[0]).toEqual({ subject: 'T0ONE', before: { workspace_id: 'T0ONE', reason: 'disconnected' } });
});

it('disconnecting a workspace whose tokens Slack has revoked deletes what was kept of it', async () => {
  await connectWorkspace(api, 'T0ONE', TOKENS);
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  await new SlackInstallations(api.database).loseTokens('T0ONE', new Date(Date.now() + 5_000), TRACE);
  const lost = { status: 'disconnected', disconnect_reason: 'tokens_revoked', token: 'none', linked_users: 1 };
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject(lost);
  expect((await api.request('DELETE', '/slack-workspaces/T0ONE')).status).toBe(204);
  const ended = { disconnect_reason: 'disconnected', token: 'none', linked_users: 0 };
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject(ended);
});

it('does not revoke the token of an installation that followed the end of the connection', async () => {
  await connectWorkspace(api, 'T0ONE', { token_hash: Buffer.alloc(32, 1) });
  await install(api, 'T0ONE', null, { token_hash: Buffer.alloc(32, 2), ...TOKENS });
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject({ disconnect_reason: 'reinstalled', token: 'stored' });
  expect((await api.request('DELETE', '/slack-workspaces/T0ONE')).status).toBe(204);
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject({ disconnect_reason: 'disconnected', token: 'stored' });
});

it('a workspace comes back with a link, and its new token is not revoked', async () => {
  await connectWorkspace(api, 'T0ONE', TOKENS);
  await api.request('DELETE', '/slack-workspaces/T0ONE');
  await connectWorkspace(api, 'T0ONE', TOKENS);
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject({
    status: 'connected',
    disconnected_at: null,
    disconnect_reason: null,
    token: 'stored',
  });
  expect(await new SlackTokens(api.database).leaseRevocations(10)).toEqual([]);
});

it('another organization neither sees nor ends a connection, and takes over nothing of the one before', async () => {
  await connectWorkspace(api, 'T0ONE', TOKENS);
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  await newLink(api, 'org_other');
  for (const method of ['GET', 'DELETE']) {
    const { status, body } = await call(method, '/slack-workspaces/T0ONE', ALL_SCOPES, 'org_other');
    expect([status, body.error.code]).toEqual([404, 'SLACK_WORKSPACE_NOT_FOUND']);
  }
  const unlinked = await call('DELETE', '/slack-users/T0ONE/U1', ALL_SCOPES, 'org_other');
  expect([unlinked.status, unlinked.body.error.code]).toEqual([404, 'SLACK_USER_NOT_FOUND']);
  expect((await call('GET', '/slack-users', ALL_SCOPES, 'org_other')).body.data).toEqual([]);
  expect(await get('/slack-workspaces/T0ONE')).toMatchObject({ status: 'connected', linked_users: 1 });

  await new SlackInstallations(api.database).loseTokens('T0ONE', new Date(Date.now() + 5_000), TRACE);
  await connectWorkspace(api, 'T0ONE', { organizationId: 'org_other', ...TOKENS });
  expect((await api.request('GET', '/slack-workspaces/T0ONE')).status).toBe(404);
  expect((await get('/slack-users')).data).toEqual([]);
});

it('only an owner disconnects a workspace, and those who change members see it', async () => {
  await connectWorkspace(api, 'T0ONE', TOKENS);
  const status = async (method: string, path: string, scopes: readonly Scope[]) =>
    (await call(method, path, scopes)).status;
  expect(await status('DELETE', '/slack-workspaces/T0ONE', ROLE_SCOPES.admin)).toBe(403);
  expect(await status('GET', '/slack-workspaces/T0ONE', ROLE_SCOPES.admin)).toBe(200);
  for (const path of ['/slack-workspaces', '/slack-users'])
    expect(await status('GET', path, ROLE_SCOPES.member)).toBe(403);
});

it('lists linked users page by page, of one workspace or of one member', async () => {
  await connectWorkspace(api, 'T0ONE');
  await connectWorkspace(api, 'T0TWO');
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  await linkUser('T0ONE', 'U2', 'usr_demo002');
  await linkUser('T0TWO', 'U1', 'usr_demo001');
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const { data, next_cursor } = await get(`/slack-users?limit=1${cursor}`);
    expect(data).toHaveLength(1);
    found.push(`${data[0].workspace_id} ${data[0].slack_user_id} ${data[0].user_id}`);
    if (next_cursor === null) break;
    cursor = `&cursor=${next_cursor}`;
  }
  expect(found).toEqual(['T0ONE U1 usr_demo001', 'T0ONE U2 usr_demo002', 'T0TWO U1 usr_demo001']);
  const places = async (query: string) =>
    (await get(`/slack-users?${query}`)).data.map((link: { workspace_id: string }) => link.workspace_id);
  expect(await places('workspace_id=T0ONE')).toEqual(['T0ONE', 'T0ONE']);
  expect(await places('user_id=usr_demo001')).toEqual(['T0ONE', 'T0TWO']);
  expect(await places('user_id=usr_demo001&workspace_id=T0TWO')).toEqual(['T0TWO']);
  expect((await get('/slack-users?limit=1')).data[0]).toMatchObject({
    how: 'explicit',
    linked_by: { type: 'api_key' },
    checked_at: null,
  });
});

it('unlinking a user is told in the audit; a user who is not linked is not found', async () => {
  await connectWorkspace(api, 'T0ONE');
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  expect((await api.request('DELETE', '/slack-users/T0ONE/U1')).status).toBe(204);
  expect((await get('/slack-users')).data).toEqual([]);
  const [told] = await events('slack.user.unlink');
  const link = { workspace_id: 'T0ONE', slack_user_id: 'U1', how: 'explicit' };
  expect(told).toEqual({ subject: 'usr_demo001', before: link });
  const again = await api.request('DELETE', '/slack-users/T0ONE/U1');
  expect([again.status, again.body.error.code]).toEqual([404, 'SLACK_USER_NOT_FOUND']);
});

it('who may not change an owner may not unlink one', async () => {
  await connectWorkspace(api, 'T0ONE');
  await linkUser('T0ONE', 'U1', api.demo.userId);
  await linkUser('T0ONE', 'U2', 'usr_demo001');
  expect((await call('DELETE', '/slack-users/T0ONE/U1', ROLE_SCOPES.admin)).status).toBe(403);
  expect((await call('DELETE', '/slack-users/T0ONE/U2', ['members:write'])).status).toBe(204);
  expect((await get('/slack-users')).data).toMatchObject([{ slack_user_id: 'U1' }]);
});

it('a link that replaces another begins anew', async () => {
  await connectWorkspace(api, 'T0ONE');
  await linkUser('T0ONE', 'U1', 'usr_demo001');
  await api.database.query(`UPDATE slack_identities SET created_at = '2020-01-01'`);
  await linkUser('T0ONE', 'U1', 'usr_demo002');
  const [link] = (await get('/slack-users')).data;
  expect(Date.parse(link.linked_at)).toBeGreaterThan(Date.parse('2026-01-01'));
});
