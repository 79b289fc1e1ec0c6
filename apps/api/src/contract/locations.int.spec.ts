import { randomBytes } from 'node:crypto';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { ENDPOINTS } from '../endpoints.js';

const PROVISIONING_TOKEN = 'provisioning-token-of-the-locations';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({
    provisioningTokens: [PROVISIONING_TOKEN],
    webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] },
  });
});
afterAll(() => api.close());

it('every 201 has a Location, except that of a URL that is shown only once', () => {
  const created = ENDPOINTS.filter(({ answers }) => answers[201] !== undefined);
  const without = created.filter(({ answers }) => !answers[201]?.headers?.includes('Location'));
  expect(created.length).toBeGreaterThan(6);
  expect(without.map(({ operationId }) => operationId)).toEqual(['createSlackLink']);
});

const MEMBERS = '/departments/dept_abc123/members';
const key = { name: 'ci', scopes: ['members:read'] };

/** What was created, as a GET of its own shows it: a token or a secret is shown only once. */
const withoutToken = ({ token: _, secret: __, ...rest }: Record<string, unknown>) => rest;

it.each([
  ['a department', 'POST', '/departments', { name: 'Located' }],
  ['a person', 'POST', '/members', { full_name: 'Lou', email: 'lou@company.com' }],
  ['an added member', 'POST', MEMBERS, { user_id: 'usr_demo001' }],
  ['a put member', 'PUT', `${MEMBERS}/usr_demo002`, undefined],
  ['a membership request', 'POST', '/departments/dept_abc123/membership-requests', { user_id: 'usr_demo003' }],
  ['a key', 'POST', '/api-keys', key],
  ['a webhook endpoint', 'POST', '/webhook-endpoints', { url: 'https://127.0.0.1/' }],
])('%s is found at its Location', async (_, method, path, json) => {
  const made = await api.request(method, path, { json });
  expect(made.status).toBe(201);
  const found = await send(`${api.url}${made.headers.get('location')}`, 'GET', api.demo.token);
  expect(found).toMatchObject({ status: 200, body: withoutToken(made.body) });
  expect(found.text).not.toContain('token');
});

it('a rotated key and its successor are found, and know of each other', async () => {
  const old = await api.request('POST', '/api-keys', { json: key });
  const made = await api.request('POST', `/api-keys/${old.body.id}/rotate`, { json: {} });
  const at = async (location: string | null) => (await send(`${api.url}${location}`, 'GET', api.demo.token)).body;
  expect(await at(made.headers.get('location'))).toEqual({ ...withoutToken(made.body), replaced_by: null });
  expect(await at(old.headers.get('location'))).toMatchObject({ id: old.body.id, replaced_by: made.body.id });
});

it('a new organization is found with the token of its first key', async () => {
  const json = { name: 'Located Ltd', owner: { full_name: 'Olga Owner', email: 'olga@located.example' } };
  const made = await send(`${api.url}/v1/organizations`, 'POST', PROVISIONING_TOKEN, { json });
  const found = await send(`${api.url}${made.headers.get('location')}`, 'GET', made.body.api_key.token);
  expect(found).toMatchObject({ status: 200, body: made.body.organization });
});

it('a key is shown to who may list keys only', async () => {
  const made = await api.request('POST', '/api-keys', { json: key });
  const url = `${api.url}${made.headers.get('location')}`;
  expect((await send(url, 'GET', made.body.token)).status).toBe(403);
  expect((await send(url, 'GET', await api.tokenFor(['keys:write']))).status).toBe(200);
  expect(await api.request('GET', '/api-keys/key_none')).toMatchObject({
    status: 404,
    body: { error: { code: 'API_KEY_NOT_FOUND', details: { key_id: 'key_none' } } },
  });
});
