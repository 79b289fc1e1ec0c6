import { MAX_SCIM_CONNECTIONS, ROLE_SCOPES } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());
beforeEach(() => api.database.query('DELETE FROM scim_connections'));

const create = (json: object) => api.request('POST', '/scim-connections', { json });

it('is created with defaults, a token that is shown once, and the address to enter at the provider', async () => {
  const made = await create({ name: ' Okta ' });
  expect(made.status).toBe(201);
  const { token, ...connection } = made.body;
  expect(token).toMatch(/^roster_scim_[\w-]{43}$/);
  expect(connection).toEqual({
    id: expect.stringMatching(/^scim_/),
    name: 'Okta',
    root_department_id: null,
    on_delete: 'deactivate',
    adopt: false,
    department_mapping: 'store',
    created_at: expect.any(String),
    created_by: { type: 'api_key', id: expect.stringMatching(/^key_/) },
    last_used_at: null,
    last_used_address: null,
    former_token_expires_at: null,
    base_url: `${api.url}/scim/v2`,
  });
  expect(made.headers.get('location')).toMatch(new RegExp(`/scim-connections/${connection.id}$`));
  expect((await api.request('GET', `/scim-connections/${connection.id}`)).body).toEqual(connection);
  const stored = JSON.stringify(await api.database.query('SELECT * FROM scim_connections'));
  expect(stored).not.toContain(token);
});

it('the same Idempotency-Key gets the same token again, and no second connection', async () => {
  const headers = { 'idempotency-key': 'once' };
  const [first, second] = [
    await api.request('POST', '/scim-connections', { json: { name: 'Okta' }, headers }),
    await api.request('POST', '/scim-connections', { json: { name: 'Okta' }, headers }),
  ];
  expect(second.body).toEqual(first.body);
  expect((await api.request('GET', '/scim-connections')).body.data).toHaveLength(1);
});

it('what it does is audited without the token, and in the feed', async () => {
  const { id, token } = (await create({ name: 'Okta' })).body;
  await api.request('PATCH', `/scim-connections/${id}`, { json: { adopt: true } });
  await api.request('PATCH', `/scim-connections/${id}`, { json: { adopt: true } });
  await api.request('POST', `/scim-connections/${id}/rotate`, { json: {} });
  await api.request('DELETE', `/scim-connections/${id}`);
  const events = await api.database.query(
    'SELECT action, "before", "after" FROM audit_events WHERE subject = $1 ORDER BY id',
    [id],
  );
  expect(events).toEqual([
    {
      action: 'scim_connection.create',
      before: null,
      after: {
        name: 'Okta',
        root_department_id: null,
        on_delete: 'deactivate',
        adopt: false,
        department_mapping: 'store',
      },
    },
    { action: 'scim_connection.update', before: { adopt: false }, after: { adopt: true } },
    { action: 'scim_connection.rotate', before: null, after: { former_token_expires_at: expect.any(String) } },
    { action: 'scim_connection.delete', before: { name: 'Okta' }, after: null },
  ]);
  expect(JSON.stringify(events)).not.toContain(token);
});

it('a department that is the root of one cannot be deleted, and a missing one cannot become a root', async () => {
  const department = (await api.request('POST', '/departments', { json: { name: 'Provisioned' } })).body;
  const { id } = (await create({ name: 'Okta', root_department_id: department.id })).body;
  const refused = await api.request('DELETE', `/departments/${department.id}`);
  expect(refused).toMatchObject({
    status: 409,
    body: { error: { code: 'DEPARTMENT_IS_SCIM_ROOT', details: { department_id: department.id } } },
  });
  const missing = { root_department_id: 'dept_none' };
  for (const answer of [
    await create({ name: 'Okta', ...missing }),
    await api.request('PATCH', `/scim-connections/${id}`, { json: missing }),
  ]) {
    expect(answer).toMatchObject({
      status: 404,
      body: { error: { code: 'DEPARTMENT_NOT_FOUND', details: { department_id: 'dept_none' } } },
    });
  }
  await api.request('PATCH', `/scim-connections/${id}`, { json: { root_department_id: null } });
  expect((await api.request('DELETE', `/departments/${department.id}`)).status).toBe(204);
});

it.each([
  [{}, 'name'],
  [{ name: '' }, 'name'],
  [{ name: 'Okta', on_delete: 'keep' }, 'on_delete'],
  [{ name: 'Okta', adopt: 'yes' }, 'adopt'],
  [{ name: 'Okta', token: 'mine' }, 'token'],
])('%j is refused and names %s', async (json, field) => {
  const answer = await create(json);
  expect(answer).toMatchObject({ status: 422, body: { error: { details: { fields: [{ field }] } } } });
});

it('an organization can have a limited number, also of requests at the same time', async () => {
  const made = await Promise.all(
    Array.from({ length: MAX_SCIM_CONNECTIONS + 3 }, (_, index) => create({ name: `n${index}` })),
  );
  const statuses = made.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(MAX_SCIM_CONNECTIONS);
  expect(made.find(({ status }) => status !== 201)).toMatchObject({
    status: 409,
    body: { error: { code: 'SCIM_CONNECTION_LIMIT_REACHED', details: { limit: MAX_SCIM_CONNECTIONS } } },
  });
});

it('no key can create, change or rotate a connection that could do more than the key', async () => {
  const { id } = (await create({ name: 'Okta' })).body;
  const scopes = ROLE_SCOPES.admin.filter((scope) => scope !== 'members:write');
  const token = await api.tokenFor(scopes);
  const connections = `${api.url}/v1/organizations/${api.demo.organizationId}/scim-connections`;
  for (const [method, path, json] of [
    ['POST', '', { name: 'Okta' }],
    ['PATCH', `/${id}`, { adopt: true }],
    ['POST', `/${id}/rotate`, {}],
  ] as const) {
    expect(await send(`${connections}${path}`, method, token, { json })).toMatchObject({
      status: 403,
      body: { error: { details: { required_scope: 'members:write' } } },
    });
  }
  expect((await send(`${connections}/${id}`, 'DELETE', token)).status).toBe(204);
});
