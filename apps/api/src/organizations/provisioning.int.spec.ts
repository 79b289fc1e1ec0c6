import { randomUUID } from 'node:crypto';
import { ALL_SCOPES } from '@roster/domain';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

const [TOKEN, NEXT] = ['provisioning-token-of-this-test-file', 'provisioning-token-that-takes-its-place'] as const;
const OWNER = { full_name: 'Olga Owner', email: 'olga@acme.example' };
const BODY = { name: 'Acme', owner: OWNER };

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false, provisioningTokens: [TOKEN, NEXT] });
});
afterAll(() => api.close());

const create = (json: unknown, key?: string, token: string = TOKEN): Promise<Answer> =>
  send(`${api.url}/v1/organizations`, 'POST', token, { json, headers: key ? { 'idempotency-key': key } : {} });
const ask = (id: string, path: string, token: string, method = 'GET', json?: unknown): Promise<Answer> =>
  send(`${api.url}/v1/organizations/${id}${path}`, method, token, { json });

/** The number of rows of everything that it creates. */
async function rows(): Promise<unknown> {
  const tables = ['organizations', 'organization_members', 'api_keys', 'audit_events', 'stored_answers'];
  const counts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return (await api.database.query(`SELECT ${counts.join(', ')}`))[0];
}

describe('creating an organization', () => {
  it('returns it with its owner and a key with all scopes that works at once', async () => {
    const made = await create({ ...BODY, key_name: 'terraform' });
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { organization, owner, api_key: key } = made.body;
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(made.body).toEqual({
      organization: { id: expect.stringMatching(/^org_[0-9a-f]{32}$/), name: 'Acme', created_at: time },
      owner: {
        ...OWNER,
        user_id: expect.stringMatching(/^usr_[0-9a-f]{32}$/),
        role: 'owner',
        status: 'active',
        created_at: time,
      },
      api_key: {
        id: expect.stringMatching(/^key_[0-9a-f]{32}$/),
        name: 'terraform',
        scopes: ALL_SCOPES,
        status: 'active',
        created_at: time,
        created_by: { type: 'provisioner', id: expect.stringMatching(/^[0-9a-f]{12}$/) },
        expires_at: null,
        revoked_at: null,
        last_used_at: null,
        last_used_address: null,
        replaced_by: null,
        token: expect.stringMatching(/^roster_/),
      },
    });
    const read = await send(`${api.url}${made.headers.get('location')}`, 'GET', key.token);
    expect([read.status, read.body]).toEqual([200, organization]);
    expect((await ask(organization.id, '/members', key.token)).body.data).toEqual([owner]);
    expect((await ask(organization.id, '/departments', key.token, 'POST', { name: 'First' })).status).toBe(201);
    const scopes = { name: 'next', scopes: ALL_SCOPES };
    expect((await ask(organization.id, '/api-keys', key.token, 'POST', scopes)).status).toBe(201);
  });

  it('is audited in the new organization, with the provisioner as actor', async () => {
    const { organization, owner, api_key: key } = (await create(BODY)).body;
    const { body } = await ask(organization.id, '/audit-events', key.token);
    const common = {
      actor: { type: 'provisioner', id: expect.stringMatching(/^[0-9a-f]{12}$/) },
      channel: 'rest',
      address: '127.0.0.1',
      organization_id: organization.id,
      before: null,
    };
    expect(body.data.reverse()).toMatchObject([
      { ...common, action: 'organization.create', subject: organization.id, after: { name: 'Acme' } },
      { ...common, action: 'person.create', subject: owner.user_id, after: { ...OWNER, role: 'owner' } },
      { ...common, action: 'key.create', subject: key.id, after: { name: 'first', scopes: [...ALL_SCOPES] } },
    ]);
    expect(new Set(body.data.map(({ trace_id }: { trace_id: string }) => trace_id)).size).toBe(1);
    expect(api.log).toContainEqual(
      expect.objectContaining({ route: '/v1/organizations', status: 201, provisioner_id: body.data[0].actor.id }),
    );
  });

  it('reveals nothing between organizations: each looks to the other as if it did not exist', async () => {
    const [one, other] = [(await create(BODY)).body, (await create(BODY)).body];
    expect(one.organization.id).not.toBe(other.organization.id);
    for (const token of [other.api_key.token, api.demo.token]) {
      for (const path of ['', '/members', '/departments', '/api-keys', '/audit-events']) {
        expect(await ask(one.organization.id, path, token)).toMatchObject({
          status: 404,
          body: { error: { code: 'ORGANIZATION_NOT_FOUND' } },
        });
      }
    }
    expect((await ask('org_xyz789', '', one.api_key.token)).status).toBe(404);
    expect((await ask(one.organization.id, '', TOKEN)).status).toBe(401);
  });

  it('creates everything or nothing', async () => {
    await api.owner.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON api_keys FOR EACH ROW WHEN (NEW.name = 'refused') EXECUTE FUNCTION refuse()`);
    const [before, key] = [await rows(), randomUUID()];
    const refused = await create({ ...BODY, key_name: 'refused' }, key);
    expect([refused.status, refused.body.error.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(await rows()).toEqual(before);
    expect((await create(BODY, key)).status).toBe(201);
  });
});

describe('with an Idempotency-Key', () => {
  it('a repeated request gets the same answer, token and Location included, and creates nothing', async () => {
    const key = randomUUID();
    const first = await create(BODY, key);
    const before = await rows();
    const again = await send(`${api.url}/v1/organizations`, 'POST', TOKEN, {
      body: ` {"owner": {"email": "olga@acme.example", "full_name": "Olga Owner"}, "name": "Acme"}`,
      headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
    });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await rows()).toEqual(before);
    expect((await ask(again.body.organization.id, '', again.body.api_key.token)).status).toBe(200);
  });

  it('twenty at once create one organization', async () => {
    const [key, before] = [randomUUID(), (await rows()) as Record<string, number>];
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(BODY, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await rows()).toEqual({
      organizations: Number(before.organizations) + 1,
      organization_members: Number(before.organization_members) + 1,
      api_keys: Number(before.api_keys) + 1,
      audit_events: Number(before.audit_events) + 3,
      stored_answers: Number(before.stored_answers) + 1,
    });
  });

  it.each([
    ['name', { ...BODY, name: 'Acme Ltd' }],
    ['owner', { ...BODY, owner: { ...OWNER, email: 'other@acme.example' } }],
    ['name of the key', { ...BODY, key_name: 'other' }],
  ])('another %s is 422', async (_, other) => {
    const key = randomUUID();
    expect((await create(BODY, key)).status).toBe(201);
    expect(await create(other, key)).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
  });

  it('the key of one provisioning token has no meaning with another, nor with an organization’s token', async () => {
    const key = randomUUID();
    const [mine, theirs] = [await create(BODY, key), await create(BODY, key, NEXT)];
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.organization.id).not.toBe(mine.body.organization.id);
    expect((await create(BODY, key, api.demo.token)).status).toBe(403);
    expect((await create(BODY, key, 'nobody')).status).toBe(401);
  });

  it('is not stored for an invalid request', async () => {
    const key = randomUUID();
    expect((await create({ ...BODY, name: '' }, key)).status).toBe(422);
    expect((await create(BODY, key)).status).toBe(201);
  });
});

describe('the body', () => {
  it('is normalized: names are composed and trimmed, domains of addresses in lower case', async () => {
    const owner = { full_name: ' Zoe\u0308 \u{1f469}\u200d\u{1f4bb} ', email: 'Zoe@Acme.example' };
    const { body } = await create({ name: ' Cafe\u0301 ', owner, key_name: ' e\u0301 ' });
    expect(body).toMatchObject({
      organization: { name: 'Caf\u00e9' },
      owner: { full_name: 'Zo\u00eb \u{1f469}\u200d\u{1f4bb}', email: 'Zoe@acme.example' },
      api_key: { name: '\u00e9' },
    });
  });

  it.each<[string, unknown, string]>([
    ['nothing', {}, 'name'],
    ['a list', [], 'body'],
    ['no owner', { name: 'Acme' }, 'owner'],
    ['an owner that is a text', { ...BODY, owner: 'Olga' }, 'owner'],
    ['an owner without an address', { ...BODY, owner: { full_name: 'Olga' } }, 'owner.email'],
    ['an address that is none', { ...BODY, owner: { ...OWNER, email: 'olga' } }, 'owner.email'],
    ['an address with a NUL', { ...BODY, owner: { ...OWNER, email: 'olga\u0000@acme.example' } }, 'owner.email'],
    ['a role', { ...BODY, owner: { ...OWNER, role: 'member' } }, 'owner.role'],
    ['a name with a NUL', { ...BODY, name: 'Ac\u0000me' }, 'name'],
    ['a name that turns the text', { ...BODY, name: 'Ac\u202eme' }, 'name'],
    ['a name that nobody sees', { ...BODY, name: '\u3164' }, 'name'],
    ['half of a surrogate pair', { ...BODY, owner: { ...OWNER, full_name: '\ud83d' } }, 'owner.full_name'],
    ['a name of blanks', { ...BODY, name: '   ' }, 'name'],
    ['a name that is too long', { ...BODY, name: 'x'.repeat(201) }, 'name'],
    ['a name that is a number', { ...BODY, name: 7 }, 'name'],
    ['a key without a name', { ...BODY, key_name: '' }, 'key_name'],
    ['a key with too long a name', { ...BODY, key_name: 'x'.repeat(101) }, 'key_name'],
    ['a key that is null', { ...BODY, key_name: null }, 'key_name'],
    ['an id of one’s own', { ...BODY, id: 'org_mine' }, 'id'],
    ['scopes', { ...BODY, scopes: ['members:read'] }, 'scopes'],
    ['a prototype', JSON.parse('{"name":"a","owner":{},"__proto__":{}}'), '__proto__'],
  ])('with %s is refused and names the field', async (_, json, field) => {
    const before = await rows();
    const answer = await create(json);
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'VALIDATION_FAILED' } } });
    expect(answer.body.error.details.fields).toContainEqual(expect.objectContaining({ field }));
    expect(await rows()).toEqual(before);
  });

  it('with a repeated field is refused, also within the owner', async () => {
    const body = '{"name":"a","owner":{"full_name":"O","email":"o@a.example","email":"x@a.example"}}';
    const answer = await send(`${api.url}/v1/organizations`, 'POST', TOKEN, {
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer).toMatchObject({ status: 422, body: { error: { details: { fields: [{ field: 'owner.email' }] } } } });
  });

  it.each([
    ['is not JSON', '{', 'application/json', 400],
    ['is a form', 'name=a', 'application/x-www-form-urlencoded', 415],
    ['is too large', `{"name":"${'x'.repeat(70_000)}"}`, 'application/json', 413],
  ])('that %s is refused as everywhere', async (_, body, type, status) => {
    const answer = await send(`${api.url}/v1/organizations`, 'POST', TOKEN, {
      body,
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(status);
  });

  it('is accepted with POST only', async () => {
    const answer = await send(`${api.url}/v1/organizations`, 'GET', TOKEN);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
  });
});
