import { randomBytes } from 'node:crypto';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';
import { newSigningKey, OidcProvider } from './oidc-provider.fixture.js';

let provider: OidcProvider;
let api: RunningApi;
beforeAll(async () => {
  provider = await OidcProvider.start();
  api = await startApi({ oidc: provider.settings });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

/** Invites somebody and returns a way to send requests as them. */
async function signedIn(role: string, organization = 'org_xyz789') {
  const name = randomBytes(6).toString('hex');
  const email = `${name}@example.com`;
  const invited = await api.request('POST', '/members', { json: { full_name: name, email, role } });
  const token = await provider.token({ sub: name, email: email.toUpperCase(), organization_id: organization });
  const ask = (method: string, path: string, json?: unknown): Promise<Answer> =>
    send(`${api.url}/v1/organizations/org_xyz789${path}`, method, token, { json });
  return { userId: String(invited.body.user_id), token, ask };
}

const MEMBERS = '/departments/dept_plat01/members';

it.each([
  ['owner', 200, 201, 201],
  ['admin', 403, 201, 201],
  ['member', 403, 403, 403],
])('a signed-in %s may do what the role allows', async (role, rename, invite, add) => {
  const { ask } = await signedIn(role);
  const { userId } = await signedIn('member');
  const email = `${randomBytes(6).toString('hex')}@example.com`;
  expect((await ask('GET', '')).status).toBe(200);
  expect((await ask('GET', '/members')).status).toBe(200);
  expect((await ask('PATCH', '', { name: 'Demo Company' })).status).toBe(rename);
  expect((await ask('POST', '/members', { full_name: 'N', email })).status).toBe(invite);
  expect((await ask('POST', MEMBERS, { user_id: userId })).status).toBe(add);
});

describe('an e-mail address', () => {
  const invite = (email: string) => api.request('POST', '/members', { json: { full_name: 'Pat', email } });
  const me = async (email: string) =>
    (await send(`${api.url}/v1/me`, 'GET', await provider.token({ sub: email, email }))).status;

  it('with an internationalized domain is one address in each of its forms', async () => {
    expect((await invite(' Pat@B\u00dcCHER.example ')).body.email).toBe('Pat@xn--bcher-kva.example');
    expect((await invite('pat@xn--bcher-kva.example')).body.error.code).toBe('MEMBER_EMAIL_DUPLICATE');
    expect(await me('PAT@bu\u0308cher.EXAMPLE')).toBe(200);
  });

  it.each([
    ['in another case', 'Old.Name@COMPANY.example', 'old.name@company.EXAMPLE'],
    [
      'with a local part that is too long now',
      `${'a'.repeat(80)}@company.example`,
      `${'a'.repeat(80)}@Company.example`,
    ],
  ])(
    'that an earlier version stored %s still signs its member in, and is of nobody else',
    async (_, stored, asserted) => {
      await api.database.query(
        `INSERT INTO organization_members (organization_id, user_id, full_name, email) VALUES ('org_xyz789', $1, 'Old', $2)`,
        [`usr_${randomBytes(6).toString('hex')}`, stored],
      );
      expect((await invite(asserted)).status).not.toBe(201);
      expect(await me(asserted)).toBe(200);
    },
  );
});

it('the change of a signed-in person is audited as theirs', async () => {
  const { ask, userId } = await signedIn('admin');
  const somebody = await signedIn('member');
  const answer = await ask('POST', MEMBERS, { user_id: somebody.userId });
  const [event] = await api.database.query(`SELECT actor_type, actor_id FROM audit_events WHERE operation_id = $1`, [
    answer.headers.get('operation-id'),
  ]);
  expect(event).toEqual({ actor_type: 'user', actor_id: userId });
});

it('a manager may change the members of the department and of those below it, and no others', async () => {
  const { ask, userId } = await signedIn('member');
  await api.database.query(`UPDATE departments SET manager_user_id = $1 WHERE id = 'dept_abc123'`, [userId]);
  const somebody = await signedIn('member');
  const at = (department: string) => `/departments/${department}/members`;
  for (const department of ['dept_abc123', 'dept_plat01']) {
    expect((await ask('POST', at(department), { user_id: somebody.userId })).status).toBe(201);
    expect((await ask('DELETE', `${at(department)}/${somebody.userId}`)).status).toBe(204);
  }
  for (const department of ['dept_root01', 'dept_supp01', 'dept_none', 'dept_%00']) {
    expect(await ask('POST', at(department), { user_id: somebody.userId })).toMatchObject({
      status: 403,
      body: { error: { code: 'PERMISSION_DENIED', details: { required_scope: 'members:write' } } },
    });
  }
  expect((await ask('DELETE', `/members/${somebody.userId}`)).status).toBe(403);
});

it('who may change a department may name its manager, and so grant rights over members beyond their own scopes', async () => {
  const { ask, userId } = await signedIn('member');
  const somebody = await signedIn('member');
  const token = await api.tokenFor(['departments:write']);
  const asKey = (method: string, path: string, json: object) =>
    send(`${api.url}/v1/organizations/org_xyz789${path}`, method, token, { json });
  const add = { user_id: somebody.userId };
  expect((await asKey('POST', MEMBERS, add)).status).toBe(403);
  expect((await ask('POST', MEMBERS, add)).status).toBe(403);
  expect((await asKey('PATCH', '/departments/dept_plat01', { manager_user_id: userId })).status).toBe(200);
  expect((await ask('POST', MEMBERS, add)).status).toBe(201);
});

it('a manager may move members within the subtree, but neither out of it nor into it', async () => {
  const { ask, userId } = await signedIn('member');
  await api.database.query(`UPDATE departments SET manager_user_id = $1 WHERE id = 'dept_abc123'`, [userId]);
  const somebody = await signedIn('member');
  const move = (from: string, to: string) =>
    ask('POST', `/departments/${from}/members/${somebody.userId}/move`, { to_department_id: to });
  await api.request('POST', '/departments/dept_abc123/members', { json: { user_id: somebody.userId } });
  const moved = await move('dept_abc123', 'dept_plat01');
  expect(moved.status).toBe(200);
  const operation = await api.request('GET', `/operations/${moved.headers.get('operation-id')}`);
  expect(operation.body).toMatchObject({ department_id: 'dept_abc123', to_department_id: 'dept_plat01' });
  const { body } = await api.request('GET', `/audit-events?operation_id=${operation.body.id}`);
  const between = { before: { department_id: 'dept_abc123' }, after: { department_id: 'dept_plat01' } };
  expect(body.data).toMatchObject([
    { action: 'member.add', department_id: 'dept_plat01', ...between },
    { action: 'member.remove', department_id: 'dept_abc123', ...between },
  ]);
  for (const [from, to] of [
    ['dept_plat01', 'dept_supp01'],
    ['dept_plat01', 'dept_none'],
    ['dept_supp01', 'dept_plat01'],
  ] as const) {
    expect(await move(from, to)).toMatchObject({
      status: 403,
      body: { error: { code: 'PERMISSION_DENIED', details: { required_scope: 'members:write' } } },
    });
  }
});

it('a manager has no rights in another organization', async () => {
  const { userId } = await signedIn('member');
  await api.tokenFor([], 'org_other');
  await api.database.query(
    `INSERT INTO organization_members (organization_id, user_id, full_name, email) VALUES ('org_other', $1, 'X', $2)`,
    [userId, `${userId}@example.com`],
  );
  await api.database.query(`UPDATE departments SET manager_user_id = $1 WHERE id = 'dept_plat01'`, [userId]);
  const token = await provider.token({
    sub: `${userId} other`,
    email: `${userId}@example.com`,
    organization_id: 'org_other',
  });
  const answer = await send(`${api.url}/v1/organizations/org_xyz789${MEMBERS}`, 'POST', token, {
    json: { user_id: userId },
  });
  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'ORGANIZATION_NOT_FOUND' } } });
});

it.each([
  ['that is forged', async () => provider.token({}, { key: await newSigningKey('first') })],
  ['of nobody here', () => provider.token({ email: 'nobody@example.com', sub: 'nobody' })],
  ['that has expired', () => provider.token({ exp: 1 })],
])('a token %s is 401 like any other', async (_, make) => {
  const answer = await send(`${api.url}/v1/organizations/org_xyz789`, 'GET', await make());
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED', details: {} } } });
});

it('API keys still work', async () => {
  expect((await api.request('GET', '')).status).toBe(200);
});
