import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const create = (json: unknown) => api.request('POST', '/api-keys', { json });
const statusWith = async (token: string) => (await send(`${api.url}/v1/organizations/org_xyz789`, 'GET', token)).status;
const KEY = { name: 'ci', scopes: ['organization:read'] };

it('a key is created, used, rotated and revoked', async () => {
  const created = await create(KEY);
  expect(created.status).toBe(201);
  const { token, ...key } = created.body;
  expect(key).toEqual({
    ...KEY,
    id: expect.stringMatching(/^key_/),
    status: 'active',
    created_at: expect.any(String),
    created_by: { type: 'api_key', id: expect.stringMatching(/^key_/) },
    expires_at: null,
    revoked_at: null,
    last_used_at: null,
    last_used_address: null,
    replaced_by: null,
  });
  expect(await statusWith(token)).toBe(200);

  const rotated = await api.request('POST', `/api-keys/${key.id}/rotate`, { json: { overlap_seconds: 60 } });
  expect(rotated.status).toBe(201);
  expect([await statusWith(token), await statusWith(rotated.body.token)]).toEqual([200, 200]);
  expect(await api.request('POST', `/api-keys/${key.id}/rotate`, { json: {} })).toMatchObject({
    status: 409,
    body: { error: { code: 'API_KEY_NOT_ACTIVE', details: { key_id: key.id } } },
  });

  await api.storeTokenUses();
  const { body } = await api.request('GET', '/api-keys?status=active');
  expect(JSON.stringify(body)).not.toContain('token');
  expect(body.data.find(({ id }: { id: string }) => id === key.id)).toMatchObject({
    last_used_at: expect.any(String),
    last_used_address: '127.0.0.1',
    replaced_by: rotated.body.id,
  });

  const fresh = await create(KEY);
  expect((await api.request('DELETE', `/api-keys/${fresh.body.id}`)).status).toBe(204);
  expect((await api.request('DELETE', `/api-keys/${fresh.body.id}`)).status).toBe(204);
  expect(await statusWith(fresh.body.token)).toBe(401);
});

it('a key is revoked with the keys that were created with it, when asked', async () => {
  const parent = (await create({ name: 'parent', scopes: ['keys:write', 'organization:read'] })).body;
  const keys = `${api.url}/v1/organizations/org_xyz789/api-keys`;
  const child = (await send(keys, 'POST', parent.token, { json: KEY })).body;
  expect(child.created_by).toEqual({ type: 'api_key', id: parent.id });
  expect(await api.request('DELETE', `/api-keys/${parent.id}?children=all`)).toMatchObject({
    status: 422,
    body: { error: { details: { fields: [{ field: 'children', expected: '"revoke" or "keep"' }] } } },
  });
  expect((await api.request('DELETE', `/api-keys/${parent.id}?children=keep`)).status).toBe(204);
  // Not even while this node still knows it.
  expect(await send(keys, 'POST', parent.token, { json: KEY })).toMatchObject({ status: 401 });
  expect((await api.request('GET', `/api-keys/${child.id}`)).body.status).toBe('active');
  expect((await api.request('DELETE', `/api-keys/${parent.id}?children=revoke`)).status).toBe(204);
  expect((await api.request('GET', `/api-keys/${child.id}`)).body.status).toBe('revoked');
  expect(await statusWith(child.token)).toBe(401);
});

it('a key has no scope that its creator lacks', async () => {
  const token = await api.tokenFor(['keys:write', 'members:read']);
  const keys = `${api.url}/v1/organizations/org_xyz789/api-keys`;
  expect((await send(keys, 'POST', token, { json: { name: 'a', scopes: ['members:read'] } })).status).toBe(201);
  expect(await send(keys, 'POST', token, { json: { name: 'a', scopes: ['members:write'] } })).toMatchObject({
    status: 403,
    body: { error: { code: 'PERMISSION_DENIED', details: { required_scope: 'members:write' } } },
  });
});

it('tokens are not logged', async () => {
  const { body } = await create(KEY);
  await statusWith(body.token);
  expect(JSON.stringify(api.log)).not.toContain(body.token);
});

it.each([
  ['no name', { scopes: ['members:read'] }, 'name'],
  ['a name with a zero-width space', { name: 'a\u200bb', scopes: ['members:read'] }, 'name'],
  ['no scopes', { name: 'a' }, 'scopes'],
  ['an empty list of scopes', { name: 'a', scopes: [] }, 'scopes'],
  ['a scope twice', { name: 'a', scopes: ['members:read', 'members:read'] }, 'scopes'],
  ['an unknown scope', { name: 'a', scopes: ['everything'] }, 'scopes.0'],
  ['an expiry in the past', { ...KEY, expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
  ['an expiry that nobody lives to see', { ...KEY, expires_at: '9999-12-31T23:59:59Z' }, 'expires_at'],
  ['an expiry that is no time', { ...KEY, expires_at: 'soon' }, 'expires_at'],
  ['an unknown field', { ...KEY, token: 'mine' }, 'token'],
])('a key with %s is refused and names the field', async (_, json, field) => {
  const answer = await create(json);
  expect(answer).toMatchObject({ status: 422, body: { error: { code: 'VALIDATION_FAILED' } } });
  expect(answer.body.error.details.fields).toContainEqual(expect.objectContaining({ field }));
});

it('the error for an unknown scope lists all scopes', async () => {
  const { body } = await create({ name: 'a', scopes: ['everything'] });
  expect(body.error.details.fields).toMatchObject([{ expected: expect.stringMatching(/^one of organization:read, /) }]);
});

it.each([-1, 604_801, 1.5, '60', null])('an overlap of %j is refused', async (overlap) => {
  const { body } = await create(KEY);
  expect(
    await api.request('POST', `/api-keys/${body.id}/rotate`, { json: { overlap_seconds: overlap } }),
  ).toMatchObject({
    status: 422,
    body: { error: { code: 'VALIDATION_FAILED' } },
  });
});

it.each(['key_none', 'usr_def456', '%00'])('the key %s is not found', async (id) => {
  for (const [method, path] of [
    ['POST', `/api-keys/${id}/rotate`],
    ['DELETE', `/api-keys/${id}`],
  ] as const) {
    expect(await api.request(method, path, method === 'POST' ? { json: {} } : {})).toMatchObject({
      status: 404,
      body: { error: { code: 'API_KEY_NOT_FOUND' } },
    });
  }
});

describe('where an installation limits keys', () => {
  let limited: RunningApi;
  const PROVISIONING_TOKEN = 'provisioning-token-of-limited-keys';
  beforeAll(async () => {
    const apiKeys = { perOrganization: 3, maxLifetimeDays: 30 };
    limited = await startApi({ worker: false, apiKeys, provisioningTokens: [PROVISIONING_TOKEN] });
  });
  afterAll(() => limited.close());
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000 - 1_000).toISOString();

  it('a key that lives longer is refused, and the answer says how long it may', async () => {
    for (const expires_at of [null, inDays(31)]) {
      expect(await limited.request('POST', '/api-keys', { json: { ...KEY, expires_at } })).toMatchObject({
        status: 422,
        body: {
          error: {
            code: 'VALIDATION_FAILED',
            details: { fields: [{ field: 'expires_at', expected: expect.stringContaining('within 30 days') }] },
          },
        },
      });
    }
  });

  it('no more keys are created than it allows, and the answer says how many', async () => {
    // With the key of the demo there are three.
    const json = { ...KEY, expires_at: inDays(30) };
    const created = await Promise.all([1, 2, 3, 4].map(() => limited.request('POST', '/api-keys', { json })));
    expect(created.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(created.find(({ status }) => status === 409)?.body.error).toMatchObject({
      code: 'API_KEY_LIMIT_REACHED',
      details: { limit: 3 },
    });
    const first = created.find(({ status }) => status === 201)?.body;
    const rotate = (overlap_seconds: number) =>
      limited.request('POST', `/api-keys/${first.id}/rotate`, { json: { overlap_seconds } });
    expect((await rotate(60)).body.error.code).toBe('API_KEY_LIMIT_REACHED');
    expect((await rotate(0)).status).toBe(201);
  });

  it('the first key of an organization expires, too', async () => {
    const json = { name: 'Acme', owner: { full_name: 'Olga Owner', email: 'olga@acme.example' } };
    const made = await send(`${limited.url}/v1/organizations`, 'POST', PROVISIONING_TOKEN, { json });
    expect(made.status).toBe(201);
    const { created_by, created_at, expires_at } = made.body.api_key;
    expect(created_by).toMatchObject({ type: 'provisioner' });
    expect((Date.parse(expires_at) - Date.parse(created_at)) / (24 * 3_600_000)).toBeCloseTo(30, 2);
  });
});
