import { ALL_SCOPES } from '@roster/domain';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { OidcProvider } from './oidc-provider.fixture.js';

const TOKEN = 'provisioning-token-of-this-test-file';
const BODY = { name: 'Acme', owner: { full_name: 'Olga Owner', email: 'olga@acme.example' } };

let provider: OidcProvider;
let api: RunningApi;
beforeAll(async () => {
  provider = await OidcProvider.start();
  api = await startApi({ worker: false, provisioningTokens: [TOKEN], oidc: provider.settings });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

const create = (token: string, options: Parameters<typeof send>[3] = { json: BODY }, { url } = api) =>
  send(`${url}/v1/organizations`, 'POST', token, options);

async function organizations(): Promise<number> {
  const [{ count }] = await api.database.query('SELECT count(*)::int FROM organizations');
  return count;
}

describe('creating an organization takes a provisioning token:', () => {
  it.each([
    ['no token', '', 'Bearer'],
    ['an unknown token', 'Bearer nobody', 'Bearer error="invalid_token"'],
    ['the token with a letter more', `Bearer ${TOKEN}x`, 'Bearer error="invalid_token"'],
    ['another scheme', `Basic ${TOKEN}`, 'Bearer'],
    ['two tokens', `Bearer ${TOKEN}, Bearer ${TOKEN}`, 'Bearer error="invalid_token"'],
  ])('%s is 401 before the body is validated', async (_, authorization, challenge) => {
    const answer = await create('', { body: '{', headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED', details: {} } } });
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  it('an API key is 403, whatever its scopes, and so is a signed-in owner', async () => {
    await api.request('POST', '/members', { json: { full_name: 'Pat', email: 'pat@example.com', role: 'owner' } });
    const before = await organizations();
    for (const token of [await api.tokenFor([]), await api.tokenFor(ALL_SCOPES), await provider.token()]) {
      const answer = await create(token, { body: '{' });
      expect(answer).toMatchObject({
        status: 403,
        body: { error: { code: 'PERMISSION_DENIED', details: { required_scope: 'organizations:create' } } },
      });
      expect(answer.headers.get('www-authenticate')).toBe(
        'Bearer error="insufficient_scope", scope="organizations:create"',
      );
    }
    expect(await organizations()).toBe(before);
  });

  it('a revoked key is 401', async () => {
    const { body } = await api.request('POST', '/api-keys', { json: { name: 'x', scopes: ['members:read'] } });
    await api.request('DELETE', `/api-keys/${body.id}`);
    expect((await create(body.token)).status).toBe(401);
  });

  it('no key can be given that scope', async () => {
    const json = { name: 'x', scopes: ['organizations:create'] };
    expect((await api.request('POST', '/api-keys', { json })).status).toBe(422);
  });

  it('nobody can if none is configured', async () => {
    const other = await startApi({ worker: false });
    try {
      expect((await create(TOKEN, { json: BODY }, other)).status).toBe(401);
      expect((await create(other.demo.token, { json: BODY }, other)).status).toBe(403);
      const headers = { authorization: 'Bearer' };
      expect((await create('', { json: BODY, headers }, other)).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});

it('on every other route such a token is like an unknown one', async () => {
  const { body } = await send(`${api.url}/openapi.json`, 'GET', '');
  const others = Object.entries<object>(body.paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const))
    .filter(([, path]) => path !== '/v1/organizations');
  const statuses = await Promise.all(
    others.map(async ([method, path]) => {
      const url = `${api.url}${path.replace('{organization_id}', 'org_xyz789').replaceAll(/{\w+}/g, 'x_1')}`;
      const [ours, unknown] = [await send(url, method, TOKEN), await send(url, method, 'x'.repeat(TOKEN.length))];
      return [method, path, ours.status, ours.body.error.code, unknown.status];
    }),
  );
  expect(statuses).toEqual(others.map(([method, path]) => [method, path, 401, 'UNAUTHENTICATED', 401]));
  expect(others.length).toBeGreaterThan(25);
});

it('the token is neither logged nor stored', async () => {
  const made = await create(TOKEN, { json: BODY, headers: { 'idempotency-key': 'kept' } });
  expect(made.status).toBe(201);
  await create(TOKEN, { json: { name: TOKEN } });
  await create(`${TOKEN}x`);
  await send(`${api.url}/v1/organizations/org_xyz789`, 'GET', TOKEN);
  const log = JSON.stringify(api.log);
  expect(log).not.toContain(TOKEN);
  expect(log).not.toContain(made.body.api_key.token);
  for (const table of ['audit_events', 'stored_answers', 'api_keys', 'organizations']) {
    const rows = await api.database.query(`SELECT to_jsonb(t)::text AS row FROM ${table} t`);
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
  }
});

describe('limits', () => {
  const [FIRST, SECOND] = [TOKEN, `${TOKEN}-next`];
  let limited: RunningApi;
  beforeAll(async () => {
    const rateLimits = { perKey: 2, perOrganization: 1, failedPerAddress: 3 };
    const provisioningTokens = [FIRST, SECOND];
    limited = await startApi({ worker: false, rateLimits, provisioningTokens, trustedProxies: ['127.0.0.1'] });
  });
  afterAll(() => limited.close());

  const from = (address: string, token: string) =>
    create(token, { json: BODY, headers: { 'x-forwarded-for': address } }, limited);

  it('are counted per token, as for keys, and for no organization', async () => {
    const first = await from('192.0.2.1', FIRST);
    expect([first.status, first.headers.get('ratelimit-policy'), first.headers.get('ratelimit')]).toEqual([
      201,
      '"key";q=2;w=60',
      '"key";r=1;t=60',
    ]);
    expect((await from('192.0.2.1', FIRST)).status).toBe(201);
    const refused = await from('192.0.2.1', FIRST);
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'RATE_LIMITED', details: { policy: 'key' } } },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('are those of its organization for a key that is refused', async () => {
    expect((await from('192.0.2.1', limited.demo.token)).status).toBe(403);
    expect((await from('192.0.2.1', limited.demo.token)).status).toBe(429);
  });

  it('refuse guesses from an address, even the right one', async () => {
    for (const guess of ['a', 'b', 'c']) expect((await from('192.0.2.9', guess)).status).toBe(401);
    for (const guess of ['d', SECOND]) {
      expect(await from('192.0.2.9', guess)).toMatchObject({
        status: 429,
        body: { error: { code: 'RATE_LIMITED', details: { policy: 'address' } } },
      });
    }
    expect((await from('192.0.2.8', SECOND)).status).toBe(201);
    expect((await from('192.0.2.9', SECOND)).status).toBe(201);
  });
});
