import { randomBytes } from 'node:crypto';
import { FeedRelay } from '@roster/database';
import { ALL_SCOPES } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';

const PATH = '/webhook-endpoints';
const URL = 'https://127.0.0.1/roster';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({
    worker: false,
    webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] },
    webhookEndpointsPerOrganization: 20,
  });
});
afterAll(() => api.close());
afterEach(() => api.database.query('DELETE FROM webhook_endpoints'));

const create = (json: object = {}) => api.request('POST', PATH, { json: { url: URL, ...json } });
const idOf = async (json?: object): Promise<string> => (await create(json)).body.id;
const error = (status: number, code: string, details = expect.anything()) => ({
  status,
  body: { error: { code, details } },
});

describe('creating a webhook endpoint', () => {
  it('gives its secret once, and seals it in the database', async () => {
    const made = await create({
      event_types: ['department.deleted'],
      department_id: 'dept_abc123',
      description: 'CRM',
    });
    const { secret, ...endpoint } = made.body;
    expect(made.status).toBe(201);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).toEqual({
      id: expect.stringMatching(/^we_/),
      url: URL,
      event_types: ['department.deleted'],
      department_id: 'dept_abc123',
      description: 'CRM',
      disabled: false,
      disabled_at: null,
      disabled_reason: null,
      failing_since: null,
      previous_secret_expires_at: null,
      created_at: expect.stringMatching(/Z$/),
      created_by: { type: 'api_key', id: expect.stringMatching(/^key_/) },
      updated_at: endpoint.created_at,
    });
    const read = await send(`${api.url}${made.headers.get('location')}`, 'GET', api.demo.token);
    expect(read.body).toEqual(endpoint);
    expect(read.headers.get('etag')).toBe(made.headers.get('etag'));
    const [row] = await api.database.query('SELECT w::text FROM webhook_endpoints w');
    expect(row.w).not.toContain(Buffer.from(secret).toString('hex'));
    expect((await api.request('GET', PATH)).body).toEqual({ data: [endpoint], next_cursor: null });
  });

  it('is audited without the secret, and makes an event', async () => {
    const { id, secret } = (await create()).body;
    const { data } = (await api.request('GET', '/audit-events?action=webhook_endpoint.create&limit=1')).body;
    expect(data[0]).toMatchObject({
      subject: id,
      after: { url: URL, event_types: null, department_id: null, description: null, disabled: false },
    });
    expect(JSON.stringify(data)).not.toContain(secret);
    await new FeedRelay(api.database, { retentionDays: 90 }).run();
    const events = await api.request('GET', '/events?types=webhook_endpoint.created&limit=1000');
    expect(events.body.data.at(-1).data).toMatchObject({ webhook_endpoint_id: id });
  });

  it.each([
    ['no URL', { url: 'crm' }],
    ['another protocol', { url: 'ftp://127.0.0.1/' }],
    ['a user name', { url: 'https://me@127.0.0.1/' }],
    ['a fragment', { url: 'https://127.0.0.1/#x' }],
    ['a URL that is too long', { url: `https://127.0.0.1/${'x'.repeat(2_048)}` }],
    ['an unknown type', { event_types: ['department.exploded'] }],
    ['a type twice', { event_types: ['department.deleted', 'department.deleted'] }],
    ['no type', { event_types: [] }],
    ['a control character', { description: 'a\u0000b' }],
    ['an unknown field', { secret: 'whsec_mine' }],
  ])('is refused with %s', async (_, json) => {
    expect(await create(json)).toMatchObject(error(422, 'VALIDATION_FAILED'));
  });

  it.each([
    ['http://8.8.8.8/', 'The URL must begin with https://.'],
    ['https://10.0.0.7/roster', expect.stringContaining('private')],
    ['https://[::1]/', expect.stringContaining('loopback')],
    ['https://169.254.169.254/latest', expect.stringContaining('link-local')],
    ['https://0x0a000007/', expect.stringContaining('10.0.0.7')],
  ])('at %s is refused with the reason', async (url, reason) => {
    expect(await create({ url })).toMatchObject(error(422, 'WEBHOOK_URL_REFUSED', { url, reason }));
    const id = await idOf();
    expect(await api.request('PATCH', `${PATH}/${id}`, { json: { url } })).toMatchObject(
      error(422, 'WEBHOOK_URL_REFUSED', { url, reason }),
    );
  });

  it('of an unknown department is refused', async () => {
    expect(await create({ department_id: 'dept_none' })).toMatchObject(error(404, 'DEPARTMENT_NOT_FOUND'));
  });

  it('stops at the limit, also when many come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => create()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(await create()).toMatchObject(error(409, 'WEBHOOK_ENDPOINT_LIMIT_REACHED', { limit: 20 }));
  });

  it('needs webhooks:write and, as events go there, audit:read', async () => {
    const { id } = (await create()).body;
    const own = `${api.url}/v1/organizations/org_xyz789${PATH}`;
    const without = (scope: string) => api.tokenFor(ALL_SCOPES.filter((one) => one !== scope));
    for (const scope of ['webhooks:write', 'audit:read']) {
      const token = await without(scope);
      const missing = error(403, 'PERMISSION_DENIED', { required_scope: scope });
      expect(await send(own, 'POST', token, { json: { url: URL } })).toMatchObject(missing);
      expect(await send(`${own}/${id}`, 'PATCH', token, { json: { url: URL } })).toMatchObject(missing);
    }
    expect((await send(own, 'GET', await api.tokenFor(['webhooks:write']))).status).toBe(200);
  });
});

describe('changing a webhook endpoint', () => {
  it('disables and enables it, forgets its failures, and audits both', async () => {
    const id = await idOf();
    await api.database.query(
      `UPDATE webhook_endpoints SET failures = 7, failing_since = now(), breaker_until = now() + interval '1 hour'`,
    );
    await api.database.query(
      `INSERT INTO webhook_lanes (endpoint_id, lane, attempts, next_attempt_at) VALUES ($1, '', 7, now() + interval '1 day')`,
      [id],
    );
    const disabled = await api.request('PATCH', `${PATH}/${id}`, { json: { disabled: true } });
    expect(disabled.body).toMatchObject({
      disabled: true,
      disabled_reason: 'owner',
      failing_since: expect.any(String),
    });
    const enabled = await api.request('PATCH', `${PATH}/${id}`, { json: { disabled: false } });
    expect(enabled.body).toMatchObject({
      disabled: false,
      disabled_at: null,
      disabled_reason: null,
      failing_since: null,
    });
    expect(await api.database.query('SELECT attempts, next_attempt_at <= now() AS due FROM webhook_lanes')).toEqual([
      { attempts: 0, due: true },
    ]);
    const { data } = (await api.request('GET', '/audit-events?action=webhook_endpoint.update&limit=2')).body;
    expect(data.map(({ after }: { after: object }) => after)).toEqual([{ disabled: false }, { disabled: true }]);
  });

  it('needs the current version, if the caller asks for one', async () => {
    const made = await create();
    const path = `${PATH}/${made.body.id}`;
    const headers = { 'if-match': String(made.headers.get('etag')) };
    expect((await api.request('PATCH', path, { json: { event_types: ['department.deleted'] }, headers })).status).toBe(
      200,
    );
    for (const [method, json] of [['PATCH', { disabled: true }], ['DELETE']] as const)
      expect(await api.request(method, path, { json, headers })).toMatchObject(error(412, 'PRECONDITION_FAILED'));
  });

  it('that changes nothing leaves no trace', async () => {
    const made = await create({ event_types: ['department.deleted'] });
    const json = { url: URL, event_types: ['department.deleted'], disabled: false };
    const same = await api.request('PATCH', `${PATH}/${made.body.id}`, { json });
    expect(same.headers.get('etag')).toBe(made.headers.get('etag'));
    const audited = await api.database.query(
      `SELECT FROM audit_events WHERE subject = $1 AND action = 'webhook_endpoint.update'`,
      [made.body.id],
    );
    expect(audited).toEqual([]);
  });

  it('deletes it with its lanes', async () => {
    const id = await idOf();
    await api.database.query(
      `INSERT INTO webhook_lanes (endpoint_id, lane, next_attempt_at) VALUES ($1, 'dept_abc123', now())`,
      [id],
    );
    expect((await api.request('DELETE', `${PATH}/${id}`)).status).toBe(204);
    expect(await api.database.query('SELECT FROM webhook_lanes')).toEqual([]);
    expect(await api.request('GET', `${PATH}/${id}`)).toMatchObject(
      error(404, 'WEBHOOK_ENDPOINT_NOT_FOUND', { webhook_endpoint_id: id }),
    );
  });
});

it('without a key there are no webhooks, and the answer says what to set', async () => {
  const bare = await startApi({ worker: false });
  const answer = await bare.request('POST', PATH, { json: { url: 'https://example.com/' } });
  expect(answer).toMatchObject(error(409, 'WEBHOOKS_NOT_CONFIGURED'));
  expect(answer.text).toContain('WEBHOOK_ENCRYPTION_KEY');
  await bare.close();
});
