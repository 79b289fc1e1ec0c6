import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const path = (organization: string) => `${api.url}/v1/organizations/${organization}/departments/dept_abc123/members`;

it.each([
  ['no token', '', 'Bearer'],
  ['an unknown token', 'Bearer nobody', 'Bearer error="invalid_token"'],
  ['another scheme', 'Basic abc', 'Bearer'],
])('%s is 401 before the body is validated', async (_, authorization, challenge) => {
  const answer = await send(path('org_xyz789'), 'POST', '', { body: '{', headers: { authorization } });
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED', details: {} } } });
  expect(answer.headers.get('www-authenticate')).toBe(challenge);
});

it('an expired and a revoked token are answered like an unknown one', async () => {
  for (const column of ['expires_at', 'revoked_at']) {
    const token = await api.tokenFor(['members:read']);
    await api.database.query(
      `UPDATE api_keys SET ${column} = now() - interval '1 second' WHERE token_hash = sha256(convert_to($1, 'UTF8'))`,
      [token],
    );
    expect((await send(path('org_xyz789'), 'GET', token)).status).toBe(401);
  }
});

it('another organization looks like one that does not exist, whatever the scopes of the token', async () => {
  for (const scopes of [[], ['members:read']] as const) {
    const token = await api.tokenFor(scopes, 'org_other');
    const [foreign, missing] = [
      await send(path('org_xyz789'), 'GET', token),
      await send(path('org_none'), 'GET', token),
    ];
    const anonymous = ({ text }: { text: string }) => text.replace(/"trace_id":"\w+"|"timestamp":"[^"]+"|org_\w+/g, '');
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(foreign.body.error.code).toBe('ORGANIZATION_NOT_FOUND');
    expect(anonymous(foreign)).toBe(anonymous(missing));
  }
});

it('a token without the scope is 403 and names it', async () => {
  const token = await api.tokenFor(['members:read']);
  const answer = await send(path('org_xyz789'), 'POST', token, { body: '{' });
  expect(answer).toMatchObject({
    status: 403,
    body: { error: { code: 'PERMISSION_DENIED', details: { required_scope: 'members:write' } } },
  });
  expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
  expect((await send(path('org_xyz789'), 'GET', token)).status).toBe(200);
});
