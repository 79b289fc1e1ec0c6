import { randomBytes } from 'node:crypto';
import { ROLE_SCOPES } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const newEmail = () => `${randomBytes(6).toString('hex')}@example.com`;
const create = (person: object) => api.request('POST', '/members', { json: person });
async function somebody(person: object = {}): Promise<{ id: string; email: string }> {
  const { body } = await create({ full_name: 'Sam Somebody', email: newEmail(), ...person });
  return { id: body.user_id, email: body.email };
}
const state = () =>
  api.database.query(
    `SELECT (SELECT count(*)::int FROM organization_members) AS people, (SELECT count(*)::int FROM audit_events) AS audited`,
  );

describe('the organization', () => {
  it('is retrieved and renamed', async () => {
    expect((await api.request('GET', '')).body).toEqual({
      id: 'org_xyz789',
      name: 'Demo Company',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect((await api.request('PATCH', '', { json: { name: ' Neu\u0308 ' } })).body.name).toBe('Neü');
    expect((await api.request('GET', '')).body.name).toBe('Neü');
  });

  it.each([{}, { name: '' }, { name: 'a\u0000' }, { name: 'a\u2066' }, { name: null }, { name: 'x', id: 'org_1' }])(
    'is not changed by %j',
    async (json) => {
      expect(await api.request('PATCH', '', { json })).toMatchObject({
        status: 422,
        body: { error: { code: 'VALIDATION_FAILED' } },
      });
    },
  );
});

describe('a person', () => {
  it('is created, retrieved, changed and removed', async () => {
    const email = newEmail();
    const created = await create({ full_name: 'Ada Example', email, role: 'admin' });
    const path = `/members/${created.body.user_id}`;
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/v1/organizations/org_xyz789${path}`);
    expect(created.body).toEqual({
      user_id: expect.stringMatching(/^usr_/),
      full_name: 'Ada Example',
      email,
      role: 'admin',
      status: 'active',
      created_at: expect.any(String),
    });
    expect((await api.request('GET', path)).body).toEqual(created.body);
    const changes = { full_name: 'Ada Other', status: 'deactivated', role: 'member' };
    expect((await api.request('PATCH', path, { json: changes })).body).toEqual({ ...created.body, ...changes });
    expect(await api.request('DELETE', path)).toMatchObject({ status: 204, text: '' });
    for (const method of ['GET', 'DELETE']) {
      expect(await api.request(method, path)).toMatchObject({
        status: 404,
        body: { error: { code: 'MEMBER_NOT_FOUND', details: { user_id: created.body.user_id } } },
      });
    }
  });

  it('who is deactivated stays in departments, and cannot be added, put or moved until active again', async () => {
    const { id } = await somebody();
    const [members, others] = ['/departments/dept_abc123/members', '/departments/dept_plat01/members'];
    const setStatus = (status: string) => api.request('PATCH', `/members/${id}`, { json: { status } });
    expect((await api.request('PUT', `${members}/${id}`)).status).toBe(201);
    await setStatus('deactivated');
    for (const refused of [
      await api.request('POST', others, { json: { user_id: id } }),
      await api.request('PUT', `${others}/${id}`),
      await api.request('POST', `${members}/${id}/move`, { json: { to_department_id: 'dept_plat01' } }),
    ]) {
      expect(refused).toMatchObject({
        status: 409,
        body: { error: { code: 'MEMBER_DEACTIVATED', details: { user_id: id } } },
      });
    }
    expect((await api.request('GET', `${members}/${id}`)).status).toBe(200);
    expect((await api.request('GET', `${others}/${id}`)).status).toBe(404);
    await setStatus('active');
    expect((await api.request('POST', others, { json: { user_id: id } })).status).toBe(201);
  });

  it('who leaves is no longer in any department', async () => {
    const { id } = await somebody();
    const members = '/departments/dept_abc123/members';
    expect((await api.request('POST', members, { json: { user_id: id } })).status).toBe(201);
    expect((await api.request('DELETE', `/members/${id}`)).status).toBe(204);
    expect((await api.request('DELETE', `${members}/${id}`)).body.error.code).toBe('DEPARTMENT_MEMBER_NOT_FOUND');
    expect((await api.request('POST', members, { json: { user_id: id } })).body.error.code).toBe('MEMBER_NOT_FOUND');
  });

  it('has a unique address, even when five request it at once', async () => {
    const email = newEmail();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => create({ full_name: 'A', email })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await create({ full_name: 'B', email: email.toUpperCase() })).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'MEMBER_EMAIL_DUPLICATE',
          details: { email: email.toUpperCase().replace(/@.*/, '@example.com') },
        },
      },
    });
  });

  it('who is the last owner cannot leave', async () => {
    expect(await api.request('DELETE', '/members/usr_def456')).toMatchObject({
      status: 409,
      body: { error: { code: 'LAST_OWNER', details: { user_id: 'usr_def456' } } },
    });
    const demotion = { json: { role: 'member' } };
    expect((await api.request('PATCH', '/members/usr_def456', demotion)).body.error.code).toBe('LAST_OWNER');
  });

  it.each<[string, object]>([
    ['no fields', {}],
    ['no address', { full_name: 'A' }],
    ['an address that is none', { full_name: 'A', email: 'a@' }],
    ['an address with an invisible character', { full_name: 'A', email: 'a\u200b@example.com' }],
    ['an address with NUL', { full_name: 'A', email: 'a\u0000@example.com' }],
    ['an address with half a surrogate pair', { full_name: 'A', email: 'a@\ud83d.example' }],
    ['an address of an IP', { full_name: 'A', email: 'a@127.0.0.1' }],
    ['a number for a name', { full_name: 1, email: 'a@example.com' }],
    ['a name with NUL', { full_name: 'A\u0000', email: 'a@example.com' }],
    ['a name that runs backwards', { full_name: 'A\u202eB', email: 'a@example.com' }],
    ['an unknown role', { full_name: 'A', email: 'a@example.com', role: 'king' }],
    ['an unknown field', { full_name: 'A', email: 'a@example.com', organization_id: 'org_other' }],
    ['a list', []],
  ])('is not created from %s, and nothing is changed', async (_, json) => {
    const before = await state();
    expect(await create(json)).toMatchObject({ status: 422, body: { error: { code: 'VALIDATION_FAILED' } } });
    expect(await state()).toEqual(before);
  });

  it.each(['usr_none', 'dept_abc123', 'nonsense', '%00', 'usr_%F0%9F%98%80'])('%s is not found', async (id) => {
    for (const [method, json] of [
      ['GET', undefined],
      ['PATCH', { role: 'admin' }],
      ['DELETE', undefined],
    ] as const) {
      expect(await api.request(method, `/members/${id}`, { json })).toMatchObject({
        status: 404,
        body: { error: { code: 'MEMBER_NOT_FOUND' } },
      });
    }
  });
});

describe('power over people', () => {
  it.each([
    ['an admin', ROLE_SCOPES.admin, 'owner', 'organization:write'],
    ['a key for people', ['members:read', 'members:write'] as const, 'admin', 'organization:read'],
  ])('ends above one’s own: %s cannot make, touch or remove the role above', async (_, scopes, role, missing) => {
    const token = await api.tokenFor(scopes);
    const { id } = await somebody({ role });
    const ask = (method: string, path: string, json?: unknown) =>
      send(`${api.url}/v1/organizations/org_xyz789/members${path}`, method, token, { json });
    const plain = await somebody();
    for (const answer of [
      await ask('POST', '', { full_name: 'Eve', email: newEmail(), role }),
      await ask('PATCH', `/${plain.id}`, { role }),
      await ask('PATCH', `/${id}`, { email: 'eve@example.com' }),
      await ask('DELETE', `/${id}`),
    ]) {
      expect(answer).toMatchObject({
        status: 403,
        body: { error: { code: 'PERMISSION_DENIED', details: { required_scope: missing } } },
      });
    }
    expect((await ask('PATCH', `/${plain.id}`, { full_name: 'Allowed' })).status).toBe(200);
  });
});

describe('an identity', () => {
  it('cannot be taken by a key that lacks what the person may do, and nothing is changed', async () => {
    const token = await api.tokenFor(['members:write']);
    const greater = await api.tokenFor([...ROLE_SCOPES.member, 'members:write']);
    const manager = await somebody();
    await api.request('PATCH', '/departments/dept_plat01', { json: { manager_user_id: manager.id } });
    const plain = await somebody();
    const before = await state();
    const ask = (as: string, method: string, path: string, json: object) =>
      send(`${api.url}/v1/organizations/org_xyz789/members${path}`, method, as, { json });
    for (const [answer, required_scope] of [
      [await ask(token, 'POST', '', { full_name: 'Eve', email: newEmail() }), 'organization:read'],
      [await ask(token, 'PATCH', `/${plain.id}`, { email: newEmail() }), 'organization:read'],
      [await ask(token, 'PATCH', `/${manager.id}`, { email: newEmail() }), 'organization:read'],
      [await ask(greater, 'PATCH', `/${manager.id}`, { email: newEmail() }), 'departments:write'],
    ] as const) {
      expect(answer).toMatchObject({
        status: 403,
        body: { error: { code: 'PERMISSION_DENIED', details: { required_scope } } },
      });
    }
    expect(await state()).toEqual(before);
    expect((await ask(greater, 'PATCH', `/${plain.id}`, { email: newEmail() })).status).toBe(200);
    expect((await ask(greater, 'POST', '', { full_name: 'Eve', email: newEmail() })).status).toBe(201);
  });
});

describe('listing people', () => {
  it('lists everybody once and finds by part of name or address', async () => {
    const seen: string[] = [];
    let query = '?limit=20';
    for (;;) {
      const { body } = await api.request('GET', `/members${query}`);
      seen.push(...body.data.map((person: { user_id: string }) => person.user_id));
      if (body.next_cursor === null) break;
      query = `?limit=20&cursor=${body.next_cursor}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const [{ count }] = await api.database.query(
      `SELECT count(*)::int FROM organization_members WHERE organization_id = 'org_xyz789'`,
    );
    expect(seen).toHaveLength(count);
    const found = await api.request('GET', '/members?q=JANE@&role=owner&status=active');
    expect(found.body).toMatchObject({ data: [{ user_id: 'usr_def456' }], next_cursor: null });
  });

  it.each([
    ['q=', 'q'],
    ['q=%00', 'q'],
    ['q=a&q=b', 'q'],
    ['role=king', 'role'],
    ['status=', 'status'],
    ['limit=0', 'limit'],
    ['cursor=dXNyXw', 'cursor'],
    ['sort=name', 'sort'],
  ])('%s is refused and names %s', async (query, field) => {
    expect(await api.request('GET', `/members?${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED', details: { fields: [expect.objectContaining({ field })] } } },
    });
  });
});
