import { SlackInstallations } from '@roster/database';
import { ALL_SCOPES, ROLE_SCOPES } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { connectWorkspace, install, newLink } from './workspaces.fixture.js';

let api: RunningApi;
let installations: SlackInstallations;
beforeAll(async () => {
  api = await startApi({ worker: false, slackPublicUrl: 'https://bot.acme.example/' });
  installations = new SlackInstallations(api.database);
});
afterAll(() => api.close());

it('an owner gets a URL that works for a quarter of an hour', async () => {
  const { status, body } = await api.request('POST', '/slack-links');
  expect(status).toBe(201);
  expect(body.url).toMatch(/^https:\/\/bot\.acme\.example\/slack\/install\?link=[\w-]{43}$/);
  const minutes = (Date.parse(body.expires_at) - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(14);
  expect(minutes).toBeLessThanOrEqual(15);
});

it('a link takes organization:write, and only its hash is stored', async () => {
  const token = await api.tokenFor(ALL_SCOPES.filter((scope) => scope !== 'organization:write'));
  const url = `${api.url}/v1/organizations/${api.demo.organizationId}/slack-links`;
  expect((await send(url, 'POST', token)).status).toBe(403);
  const link = await newLink(api);
  const stored = await api.database.query('SELECT t::text AS row FROM slack_link_tokens t');
  expect(JSON.stringify(stored)).not.toContain(link);
});

it('a link connects one workspace once, even when two use it at the same time', async () => {
  const link = await newLink(api);
  const outcomes = await Promise.allSettled([install(api, 'T0ONE', link), install(api, 'T0TWO', link)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await installations.checkLink(link)).toBeNull();
  const rows = await api.database.query(`SELECT FROM slack_installations WHERE organization_id IS NOT NULL`);
  expect(rows).toHaveLength(1);
});

it('a workspace of one organization cannot be taken by another, and that link stays valid', async () => {
  await connectWorkspace(api, 'T0ACME');
  const foreign = await newLink(api, 'org_other');
  await expect(install(api, 'T0ACME', foreign)).rejects.toThrow('bound_elsewhere');
  expect((await installations.find('T0ACME', null))?.organization_id).toBe(api.demo.organizationId);
  expect(await installations.checkLink(foreign)).not.toBeNull();
});

it('an expired link does not work', async () => {
  const link = await newLink(api);
  await api.database.query(`UPDATE slack_link_tokens SET expires_at = now() - interval '1 second'`);
  expect(await installations.checkLink(link)).toBeNull();
});

it('an admin links a Slack user to a member, but not in workspaces of others', async () => {
  await connectWorkspace(api, 'T0MINE');
  const json = { workspace_id: 'T0MINE', slack_user_id: 'U1', user_id: 'usr_demo001' };
  expect((await api.request('POST', '/slack-users', { json })).status).toBe(204);
  const rows = await api.database.query(`SELECT user_id, how FROM slack_identities WHERE slack_user_id = 'U1'`);
  expect(rows).toEqual([{ user_id: 'usr_demo001', how: 'explicit' }]);

  await connectWorkspace(api, 'T0THEIRS', { organizationId: 'org_other' });
  const foreign = await api.request('POST', '/slack-users', { json: { ...json, workspace_id: 'T0THEIRS' } });
  expect([foreign.status, foreign.body.error.code]).toEqual([404, 'SLACK_WORKSPACE_NOT_FOUND']);
  const nobody = await api.request('POST', '/slack-users', { json: { ...json, user_id: 'usr_nobody' } });
  expect([nobody.status, nobody.body.error.code]).toEqual([404, 'MEMBER_NOT_FOUND']);
});

it('a Slack user is linked only to a member who may do no more than the caller', async () => {
  const lesser = await api.tokenFor(['members:write']);
  const token = await api.tokenFor([...ROLE_SCOPES.member, 'members:write']);
  const url = `${api.url}/v1/organizations/${api.demo.organizationId}/slack-users`;
  const json = { workspace_id: 'T0MINE', slack_user_id: 'U2', user_id: api.demo.userId };
  const plain = { json: { ...json, user_id: 'usr_demo002' } };
  expect((await send(url, 'POST', token, { json })).status).toBe(403);
  expect((await send(url, 'POST', lesser, plain)).status).toBe(403);
  expect((await send(url, 'POST', token, plain)).status).toBe(204);
});

it.each([
  [{ workspace_id: 'acme' }, 'workspace_id'],
  [{ slack_user_id: '@jane' }, 'slack_user_id'],
  [{ user_id: 7 }, 'user_id'],
])('a body with %j is refused, and the error names the field', async (change, field) => {
  const json = { workspace_id: 'T0MINE', slack_user_id: 'U1', user_id: 'usr_demo001', ...change };
  const { status, text } = await api.request('POST', '/slack-users', { json });
  expect(status).toBe(422);
  expect(text).toContain(field);
});

it('without a public address of the bot there are no links', async () => {
  const bare = await startApi({ worker: false });
  try {
    const { status, body } = await bare.request('POST', '/slack-links');
    expect([status, body.error.code]).toEqual([409, 'SLACK_NOT_CONFIGURED']);
  } finally {
    await bare.close();
  }
});
