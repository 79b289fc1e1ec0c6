import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';
import { isWrite } from '../contract/contract.js';
import { dereference } from '../contract/dereference.fixture.js';
import { openApiDocument } from '../contract/openapi.js';
import { ENDPOINTS } from '../endpoints.js';
import { routeTemplate } from '../tracing/route-template.js';

const PROVISIONING_TOKEN = 'provisioning-token-of-this-test-file';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({
    slackPublicUrl: 'https://slack-bot.acme.example',
    provisioningTokens: [PROVISIONING_TOKEN],
    webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] },
    webhookEndpointsPerOrganization: 1_000,
  });
  await newWorkspace('T0ACME');
});
afterAll(() => api.close());

interface RequestInput {
  readonly method: string;
  readonly path: string;
  readonly json?: object;
  /** Sent with a provisioning token, not one of the organization. */
  readonly provisioning?: true;
}

function ask({ method, path, json, provisioning }: RequestInput, key: string): Promise<Answer> {
  const options = { json, headers: { 'idempotency-key': key } };
  if (provisioning) return send(`${api.url}/v1/organizations${path}`, method, PROVISIONING_TOKEN, options);
  return api.request(method, path, options);
}

/** What callers see of an answer. The trace is that of the current request. */
function seen({ status, headers, text, body }: Answer) {
  const shown = [status, headers.get('etag'), headers.get('location')];
  return [...shown, body?.error ? { ...body.error, trace_id: null, timestamp: null } : text];
}

async function made(path: string, json: object): Promise<string> {
  const { body } = await api.request('POST', path, { json });
  return body.id ?? body.user_id;
}

let names = 0;
function name(): string {
  names += 1;
  return `Name ${names}`;
}
const newDepartment = () => made('/departments', { name: name() });
const newPerson = () => made('/members', { full_name: 'Pat', email: `${randomUUID()}@example.com` });
const requestsOf = (departmentId: string) => `/departments/${departmentId}/membership-requests`;
const webhookUrl = { url: 'https://127.0.0.1:1/' };
const ofWebhook = async (rest = '') => `/webhook-endpoints/${await made('/webhook-endpoints', webhookUrl)}${rest}`;
const newConnection = () => made('/scim-connections', { name: 'Okta' });
const newKey = () => made('/api-keys', { name: 'x', scopes: ['members:read'] });

/** Every write that is not an operation, as a request that succeeds and would do something else a second time. */
const WRITES: [string, () => Promise<RequestInput>][] = [
  ['createDepartment', async () => ({ method: 'POST', path: '/departments', json: { name: name() } })],
  [
    'updateDepartment',
    async () => ({ method: 'PATCH', path: `/departments/${await newDepartment()}`, json: { description: 'x' } }),
  ],
  [
    'createMembershipRequest',
    async () => ({ method: 'POST', path: requestsOf(await newDepartment()), json: { user_id: 'usr_def456' } }),
  ],
  [
    'decideMembershipRequest',
    async () => {
      const requests = requestsOf(await newDepartment());
      const id = await made(requests, { user_id: 'usr_def456' });
      return { method: 'POST', path: `${requests}/${id}/decision`, json: { decision: 'approve' } };
    },
  ],
  ['deleteDepartment', async () => ({ method: 'DELETE', path: `/departments/${await newDepartment()}` })],
  [
    'reparentDepartment',
    async () => ({
      method: 'POST',
      path: `/departments/${await newDepartment()}/reparent`,
      json: { parent_id: 'dept_abc123' },
    }),
  ],
  [
    'createOrganizationMember',
    async () => ({
      method: 'POST',
      path: '/members',
      json: { full_name: 'Pat', email: `${randomUUID()}@example.com` },
    }),
  ],
  [
    'updateOrganizationMember',
    async () => ({ method: 'PATCH', path: `/members/${await newPerson()}`, json: { full_name: name() } }),
  ],
  ['removeOrganizationMember', async () => ({ method: 'DELETE', path: `/members/${await newPerson()}` })],
  [
    'createOrganization',
    async () => ({
      method: 'POST',
      path: '',
      json: { name: name(), owner: { full_name: 'Olga', email: 'olga@example.com' } },
      provisioning: true,
    }),
  ],
  ['updateOrganization', async () => ({ method: 'PATCH', path: '', json: { name: name() } })],
  ['createScimConnection', async () => ({ method: 'POST', path: '/scim-connections', json: { name: name() } })],
  [
    'updateScimConnection',
    async () => ({ method: 'PATCH', path: `/scim-connections/${await newConnection()}`, json: { name: name() } }),
  ],
  [
    'rotateScimToken',
    async () => ({
      method: 'POST',
      path: `/scim-connections/${await newConnection()}/rotate`,
      json: { overlap_seconds: 60 },
    }),
  ],
  ['deleteScimConnection', async () => ({ method: 'DELETE', path: `/scim-connections/${await newConnection()}` })],
  [
    'createApiKey',
    async () => ({ method: 'POST', path: '/api-keys', json: { name: name(), scopes: ['members:read'] } }),
  ],
  [
    'rotateApiKey',
    async () => ({ method: 'POST', path: `/api-keys/${await newKey()}/rotate`, json: { overlap_seconds: 60 } }),
  ],
  ['revokeApiKey', async () => ({ method: 'DELETE', path: `/api-keys/${await newKey()}` })],
  ['createSlackLink', async () => ({ method: 'POST', path: '/slack-links' })],
  [
    'linkSlackUser',
    async () => ({
      method: 'POST',
      path: '/slack-users',
      json: { workspace_id: 'T0ACME', slack_user_id: newSlackId('U'), user_id: 'usr_demo001' },
    }),
  ],
  ['unlinkSlackUser', async () => ({ method: 'DELETE', path: `/slack-users/T0ACME/${await newSlackUser()}` })],
  [
    'disconnectSlackWorkspace',
    async () => ({ method: 'DELETE', path: `/slack-workspaces/${await newWorkspace(newSlackId('T'))}` }),
  ],
  [
    'createWebhookEndpoint',
    async () => ({ method: 'POST', path: '/webhook-endpoints', json: { ...webhookUrl, description: name() } }),
  ],
  ['updateWebhookEndpoint', async () => ({ method: 'PATCH', path: await ofWebhook(), json: { description: name() } })],
  ['deleteWebhookEndpoint', async () => ({ method: 'DELETE', path: await ofWebhook() })],
  ['rotateWebhookSecret', async () => ({ method: 'POST', path: await ofWebhook('/rotate-secret'), json: {} })],
  ['testWebhookEndpoint', async () => ({ method: 'POST', path: await ofWebhook('/test') })],
  [
    'replayWebhookEndpoint',
    async () => ({ method: 'POST', path: await ofWebhook('/replay'), json: { since: '2025-11-02T00:00:00Z' } }),
  ],
  ['cancelOperation', async () => ({ method: 'DELETE', path: `/operations/${await newOperation()}` })],
];

function newSlackId(prefix: 'T' | 'U'): string {
  return prefix + randomUUID().slice(0, 8).toUpperCase();
}

async function newWorkspace(id: string): Promise<string> {
  await api.database.query(
    `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ($1, $1, 'org_xyz789', '{}')`,
    [id],
  );
  return id;
}

async function newSlackUser(): Promise<string> {
  const slack_user_id = newSlackId('U');
  const json = { workspace_id: 'T0ACME', slack_user_id, user_id: 'usr_demo001' };
  expect((await api.request('POST', '/slack-users', { json })).status).toBe(204);
  return slack_user_id;
}

/** An accepted operation that no job brings. */
async function newOperation(): Promise<string> {
  const id = `op_${randomUUID().replaceAll('-', '')}`;
  await api.database.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, user_id, state, channel, actor_type, actor_id,
                             trace_id, created_at)
     VALUES ($1, 'org_xyz789', 'member.add', 'dept_abc123', 'usr_demo001', 'accepted', 'rest', 'system', 'test', '', now())`,
    [id],
  );
  return id;
}

/** The number of requests that changed something; each may change several things. */
async function audited(): Promise<number> {
  const [{ count }] = await api.database.query('SELECT count(DISTINCT trace_id)::int FROM audit_events');
  return count;
}

describe.each(WRITES)('%s with an Idempotency-Key', (_, input) => {
  it('is made once, and answered the same when repeated', async () => {
    const [wanted, key] = [await input(), randomUUID()];
    const first = await ask(wanted, key);
    expect(first.status).toBeLessThan(300);
    const once = await audited();
    expect(seen(await ask(wanted, key))).toEqual(seen(first));
    expect(await audited()).toBe(once);
  });

  it('is made once when ten come at the same time', async () => {
    const [wanted, key] = [await input(), randomUUID()];
    const before = await audited();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(wanted, key)));
    expect(answers[0]?.status).toBeLessThan(300);
    expect(new Set(answers.map((answer) => JSON.stringify(seen(answer)))).size).toBe(1);
    expect((await audited()) - before).toBeLessThan(2);
  });
});

/** A link holds nothing that another request could ask for instead. */
it.each(WRITES.filter(([id]) => id !== 'createSlackLink'))(
  '%s is refused when its key comes with another request',
  async (_, input) => {
    const [wanted, other, key] = [await input(), await input(), randomUUID()];
    await ask(wanted, key);
    expect(await ask(other, key)).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
  },
);

it('every write is tested here, or is an operation', () => {
  const tried = new Set(WRITES.map(([id]) => id));
  const writes = ENDPOINTS.filter(isWrite);
  expect(writes.filter(({ operationId, prefer }) => !prefer && !tried.has(operationId))).toEqual([]);
  expect(writes.length).toBeGreaterThan(15);
});

it('the document declares an Idempotency-Key for every write', () => {
  const { paths } = dereference(openApiDocument(ENDPOINTS));
  const taken = ENDPOINTS.filter(isWrite).map(({ operationId, path, method }) => {
    const operation = paths[routeTemplate(path)]?.[method.toLowerCase()] as { parameters: { name: string }[] };
    return [operationId, operation.parameters.map(({ name }) => name)];
  });
  for (const [id, names] of taken) expect([id, names]).toEqual([id, expect.arrayContaining(['Idempotency-Key'])]);
});

describe('a replayed answer', () => {
  it('contains the same token of a new key, which works and is not readable in the database', async () => {
    const input = { method: 'POST', path: '/api-keys', json: { name: 'x', scopes: ['members:read'] } };
    const key = randomUUID();
    await ask(input, key);
    const { token } = (await ask(input, key)).body;
    const members = `${api.url}/v1/organizations/org_xyz789/members`;
    expect((await send(members, 'GET', token)).status).toBe(200);
    const rows: { answer: Buffer }[] = await api.database.query('SELECT answer FROM stored_answers');
    expect(rows.length).toBeGreaterThan(0);
    for (const { answer } of rows) expect(answer.toString('latin1')).not.toContain(token);
  });

  it('may be a refusal, even if the request would succeed now', async () => {
    const [taken, key] = [name(), randomUUID()];
    const id = await made('/departments', { name: taken });
    const input = { method: 'POST', path: '/departments', json: { name: taken } };
    const first = await ask(input, key);
    expect(first).toMatchObject({ status: 409, body: { error: { code: 'DEPARTMENT_NAME_TAKEN' } } });
    await api.request('DELETE', `/departments/${id}`);
    expect(seen(await ask(input, key))).toEqual(seen(first));
    expect((await ask(input, randomUUID())).status).toBe(201);
  });

  it('does not depend on how the JSON is written, but on If-Match', async () => {
    const [key, path] = [randomUUID(), `/departments/${await newDepartment()}`];
    const write = (body: string, headers = {}) =>
      api.request('PATCH', path, {
        body,
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
      });
    const first = await write('{"description":"d","manager_user_id":null}');
    const second = await write(' { "manager_user_id" : null, "description" : "d" } ', {
      'idempotency-key': `"${key}"`,
    });
    expect(seen(second)).toEqual(seen(first));
    const other = await write('{"description":"d","manager_user_id":null}', { 'if-match': '*' });
    expect(other.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is for its caller only: another caller with the same key makes a separate change', async () => {
    const [key, input] = [randomUUID(), { json: { name: 'x', scopes: ['members:read'] } }];
    const other = await api.tokenFor(['keys:write', 'members:read']);
    const headers = { 'idempotency-key': key };
    const mine = await api.request('POST', '/api-keys', { ...input, headers });
    const theirs = await send(`${api.url}/v1/organizations/org_xyz789/api-keys`, 'POST', other, { ...input, headers });
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const revoked = await api.tokenFor(['members:read']);
    const denied = await send(`${api.url}/v1/organizations/org_xyz789/api-keys`, 'POST', revoked, {
      ...input,
      headers,
    });
    expect(denied.status).toBe(403);
  });

  it.each(['a b', 'ü', '"', 'x'.repeat(256)])('needs a valid key: not %j', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
    const answer = await api.request('PATCH', '', { json: { name: 'No' }, headers });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'MALFORMED_REQUEST' } } });
  });

  it('is not stored for an invalid request: the key can be used for a valid one', async () => {
    const key = randomUUID();
    expect((await ask({ method: 'POST', path: '/departments', json: { name: 7 } }, key)).status).toBe(422);
    expect((await ask({ method: 'POST', path: '/departments', json: { name: name() } }, key)).status).toBe(201);
  });
});
