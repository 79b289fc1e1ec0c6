import { type RunningApi, send, startApi } from '../api.fixture.js';
import { OidcProvider } from '../auth/oidc-provider.fixture.js';
import { expectDeclared, responsesOf } from '../contract/declared-answers.fixture.js';

const PROVISIONING_TOKEN = 'provisioning-token-that-is-nobody';

let provider: OidcProvider;
let api: RunningApi;
beforeAll(async () => {
  provider = await OidcProvider.start();
  api = await startApi({ worker: false, oidc: provider.settings, provisioningTokens: [PROVISIONING_TOKEN] });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

async function whoIs(token: string) {
  const answer = await send(`${api.url}/v1/me`, 'GET', token);
  expectDeclared(answer, responsesOf('GET', `${api.url}/v1/me`));
  return answer;
}

it('a key learns its name, organization, scopes and end', async () => {
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  const json = { name: 'payroll', scopes: ['members:read', 'audit:read'], expires_at };
  const { body: key } = await api.request('POST', '/api-keys', { json });
  expect(await whoIs(key.token)).toMatchObject({
    status: 200,
    body: {
      type: 'api_key',
      id: key.id,
      name: 'payroll',
      role: null,
      organization: { id: 'org_xyz789', name: 'Demo Company' },
      scopes: ['members:read', 'audit:read'],
      expires_at,
    },
  });
  expect((await whoIs(api.demo.token)).body.expires_at).toBeNull();
});

it('a key without any scope learns that', async () => {
  expect(await whoIs(await api.tokenFor([]))).toMatchObject({ status: 200, body: { scopes: [] } });
});

it('a user who has signed in learns name, role, scopes, and the end of the token', async () => {
  const email = 'mia@company.com';
  const { body: mia } = await api.request('POST', '/members', { json: { full_name: 'Mia', email, role: 'member' } });
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const token = await provider.token({ sub: 'mia', email, exp });
  expect(await whoIs(token)).toMatchObject({
    status: 200,
    body: {
      type: 'user',
      id: mia.user_id,
      name: 'Mia',
      role: 'member',
      organization: { id: 'org_xyz789' },
      scopes: ['organization:read', 'departments:read', 'members:read', 'operations:read'],
      expires_at: new Date(exp * 1_000).toISOString(),
    },
  });
  // The token is known for some seconds longer.
  await api.request('DELETE', `/members/${mia.user_id}`);
  expect(await whoIs(token)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
});

it.each([
  ['no token', ''],
  ['an unknown token', 'nobody'],
  ['a token that only creates organizations', PROVISIONING_TOKEN],
])('%s is 401', async (_, token) => {
  expect(await whoIs(token)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
});
