import { randomBytes } from 'node:crypto';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';
import { OidcProvider } from '../auth/oidc-provider.fixture.js';

let provider: OidcProvider;
let api: RunningApi;
beforeAll(async () => {
  provider = await OidcProvider.start();
  api = await startApi({ oidc: provider.settings, worker: false });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

const DEPARTMENT = '/departments/dept_plat01';
const REQUESTS = `${DEPARTMENT}/membership-requests`;

/** Invites somebody and returns a way to send requests as them. */
async function signedIn(role = 'member') {
  const name = randomBytes(6).toString('hex');
  const email = `${name}@example.com`;
  const invited = await api.request('POST', '/members', { json: { full_name: name, email, role } });
  const token = await provider.token({ sub: name, email, organization_id: 'org_xyz789' });
  const ask = (method: string, path: string, json?: unknown): Promise<Answer> =>
    send(`${api.url}/v1/organizations/org_xyz789${path}`, method, token, { json });
  return { userId: String(invited.body.user_id), ask };
}

const codeOf = ({ status, body }: Answer) => [status, body.error?.code];

it('a member asks, the manager above approves, and the member is in the department', async () => {
  const [member, manager] = [await signedIn(), await signedIn()];
  await api.request('PATCH', '/departments/dept_abc123', { json: { manager_user_id: manager.userId } });
  const asked = await member.ask('POST', REQUESTS, { user_id: member.userId, reason: ' On-call from\nMonday. ' });
  expect(asked).toMatchObject({ status: 201, body: { status: 'pending', reason: 'On-call from\nMonday.' } });
  expect(codeOf(await member.ask('POST', `${DEPARTMENT}/members`, { user_id: member.userId }))[0]).toBe(403);

  const path = `${REQUESTS}/${asked.body.id}`;
  expect(asked.headers.get('location')).toBe(`/v1/organizations/org_xyz789${path}`);
  expect(codeOf(await member.ask('POST', `${path}/decision`, { decision: 'approve' }))).toEqual([
    403,
    'PERMISSION_DENIED',
  ]);
  const pending = await manager.ask('GET', `${REQUESTS}?status=pending`);
  expect(pending.body.data).toEqual([asked.body]);
  const decided = await manager.ask('POST', `${path}/decision`, { decision: 'approve' });
  const by = { type: 'user', id: manager.userId };
  expect(decided).toMatchObject({ status: 200, body: { status: 'approved', decided_by: by } });
  expect((await api.request('GET', `${DEPARTMENT}/members/${member.userId}`)).status).toBe(200);
  expect((await api.request('GET', `/operations/${decided.body.operation_id}`)).body.state).toBe('done');
  expect((await member.ask('GET', path)).body).toEqual(decided.body);
  expect(codeOf(await manager.ask('POST', `${path}/decision`, { decision: 'deny' }))).toEqual([
    409,
    'MEMBERSHIP_REQUEST_DECIDED',
  ]);
});

it('a request is seen by the one who asks, the user it is about and those who may decide; for others it is not there', async () => {
  const [asker, about, stranger, admin] = [
    await signedIn(),
    await signedIn(),
    await signedIn(),
    await signedIn('admin'),
  ];
  const { body } = await asker.ask('POST', REQUESTS, { user_id: about.userId });
  for (const { ask } of [asker, about, admin]) {
    expect(await ask('GET', `${REQUESTS}/${body.id}`)).toMatchObject({ status: 200, body });
    expect((await ask('GET', REQUESTS)).body.data).toContainEqual(body);
  }
  expect(codeOf(await stranger.ask('GET', `${REQUESTS}/${body.id}`))).toEqual([404, 'MEMBERSHIP_REQUEST_NOT_FOUND']);
  expect((await stranger.ask('GET', REQUESTS)).body).toEqual({ data: [], next_cursor: null });
  const elsewhere = `/departments/dept_abc123/membership-requests/${body.id}`;
  expect(codeOf(await admin.ask('GET', elsewhere))).toEqual([404, 'MEMBERSHIP_REQUEST_NOT_FOUND']);
  expect(codeOf(await admin.ask('POST', `${elsewhere}/decision`, { decision: 'deny' }))).toEqual([
    404,
    'MEMBERSHIP_REQUEST_NOT_FOUND',
  ]);
});

it('a key needs members:write to ask and to decide, and members:read to read', async () => {
  const { userId } = await signedIn();
  const as = async (scopes: Parameters<typeof api.tokenFor>[0]) => {
    const headers = { authorization: `Bearer ${await api.tokenFor(scopes)}` };
    return (method: string, path: string, json?: unknown) => api.request(method, path, { json, headers });
  };
  const reader = await as(['members:read', 'departments:read']);
  const writer = await as(['members:write']);
  expect(codeOf(await reader('POST', REQUESTS, { user_id: userId }))).toEqual([403, 'PERMISSION_DENIED']);
  const asked = await writer('POST', REQUESTS, { user_id: userId });
  expect(asked.status).toBe(201);
  expect(codeOf(await writer('GET', `${REQUESTS}/${asked.body.id}`))).toEqual([403, 'PERMISSION_DENIED']);
  expect(codeOf(await reader('GET', `${REQUESTS}/${asked.body.id}`))[0]).toBe(404);
  expect(codeOf(await reader('POST', `${REQUESTS}/${asked.body.id}/decision`, { decision: 'deny' }))[0]).toBe(403);
  expect((await writer('POST', `${REQUESTS}/${asked.body.id}/decision`, { decision: 'deny' })).status).toBe(200);
});

it('an Idempotency-Key makes a request and its decision once', async () => {
  const { userId } = await signedIn();
  const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
  const create = () => api.request('POST', REQUESTS, { json: { user_id: userId }, headers });
  const [one, other] = await Promise.all([create(), create()]);
  expect([one.status, other.body]).toEqual([201, one.body]);
  const decide = () =>
    api.request('POST', `${REQUESTS}/${one.body.id}/decision`, { json: { decision: 'approve' }, headers });
  const [first, second] = await Promise.all([decide(), decide()]);
  expect([first.status, second.body]).toEqual([200, first.body]);
});

it.each([
  [{}, 'user_id'],
  [{ user_id: 'usr_demo001', reason: '' }, 'reason'],
  [{ user_id: 'usr_demo001', reason: 'x'.repeat(501) }, 'reason'],
  [{ user_id: 'usr_demo001', reason: 'a\u0000b' }, 'reason'],
  [{ user_id: 'usr_demo001', note: 'x' }, 'note'],
])('a body like %j is refused, and the error names the field', async (json, field) => {
  const { status, body } = await api.request('POST', REQUESTS, { json });
  expect(status).toBe(422);
  expect(body.error.details.fields[0].field).toBe(field);
});

it('nobody is asked about a member who is there, or about one who does not exist', async () => {
  await api.database.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     VALUES ('dept_plat01', 'usr_demo020', 'org_xyz789', now(), 'test')`,
  );
  const ask = (user_id: string) => api.request('POST', REQUESTS, { json: { user_id } });
  expect(codeOf(await ask('usr_demo020'))).toEqual([409, 'DEPARTMENT_MEMBERSHIP_DUPLICATE']);
  expect(codeOf(await ask('usr_nobody'))).toEqual([404, 'MEMBER_NOT_FOUND']);
  expect((await ask('usr_demo021')).status).toBe(201);
  const again = await ask('usr_demo021');
  expect(codeOf(again)).toEqual([409, 'MEMBERSHIP_REQUEST_DUPLICATE']);
  expect(again.body.error.details.request_id).toMatch(/^mrq_/);
});

it('the list has pages, the newest first', async () => {
  const path = '/departments/dept_root01/membership-requests';
  const made: string[] = [];
  for (const user_id of ['usr_demo031', 'usr_demo032', 'usr_demo033'])
    made.unshift((await api.request('POST', path, { json: { user_id } })).body.id);
  const first = await api.request('GET', `${path}?limit=2`);
  const second = await api.request('GET', `${path}?limit=2&cursor=${first.body.next_cursor}`);
  const ids = [...first.body.data, ...second.body.data].map(({ id }: { id: string }) => id);
  expect([ids, second.body.next_cursor]).toEqual([made, null]);
});
