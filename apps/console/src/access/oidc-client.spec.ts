import { freePort } from '@roster/local-stack';
import { OidcClient, OidcProblem } from './oidc-client.js';
import { OperatorsProvider } from './oidc-provider.fixture.js';

const CONSOLE = 'https://ops.company.com';
const OTTO = { sub: 'otto', email: 'otto@company.com', email_verified: true, name: 'Otto Operator' };

let provider: OperatorsProvider;
beforeAll(async () => {
  provider = await OperatorsProvider.start([`${CONSOLE}/ops/sign-in/oidc/callback`], await freePort());
});
beforeEach(() => {
  provider.signsIn = OTTO;
});
afterAll(() => provider.stop());

const client = (changes: Partial<OperatorsProvider['settings']> = {}) =>
  new OidcClient({ ...provider.settings, ...changes }, CONSOLE);

/** The whole way, to the identity or to the reason why there is none. */
async function signIn(one = client()) {
  try {
    const { url, request } = await one.begin();
    return await one.finish(await provider.follow(url), request);
  } catch (error) {
    if (error instanceof OidcProblem) return error.reason;
    throw error;
  }
}

it('asks for a code with PKCE, state and nonce, anew each time', async () => {
  const [one, other] = [await client().begin(), await client().begin()];
  expect(Object.fromEntries(one.url.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'roster-console',
    redirect_uri: `${CONSOLE}/ops/sign-in/oidc/callback`,
    scope: 'openid email profile',
    code_challenge_method: 'S256',
    state: one.request.state,
    nonce: one.request.nonce,
  });
  for (const secret of ['state', 'nonce', 'verifier'] as const)
    expect(one.request[secret]).not.toBe(other.request[secret]);
});

it('finds who has signed in', async () => {
  const subject = `${provider.issuer} otto`;
  expect(await signIn()).toEqual({ subject, email: 'otto@company.com', name: 'Otto Operator', role: null });
});

it.each([
  ['an address that is not verified', { email_verified: false }],
  ['an address of which nothing is said', { email_verified: undefined }],
  ['an address that is verified in a text', { email_verified: 'true' }],
  ['no address', { email: undefined }],
  ['an address that Postgres cannot store', { email: 'a\0@company.com' }],
])('refuses %s', async (_, change) => {
  provider.signsIn = { ...OTTO, ...change };
  expect(await signIn()).toBe('email_not_verified');
});

it.each([
  ['viewer', 'viewer'],
  [['staff', 'viewer'], 'viewer'],
  [['viewer', 'operator'], 'operator'],
  ['admin', 'no_role'],
  [['Operator', 7], 'no_role'],
  [undefined, 'no_role'],
])('reads the role out of %j: %s', async (roster_role, role) => {
  provider.signsIn = { ...OTTO, roster_role };
  const found = await signIn(client({ roleClaim: 'roster_role' }));
  expect(typeof found === 'string' ? found : found.role).toBe(role);
});

it('says so when the provider lets the person not in', async () => {
  provider.signsIn = null;
  expect(await signIn()).toBe('access_denied');
});

describe('an answer', () => {
  it.each([
    ['with another state', (path: string) => path.replace(/state=[^&]+/, 'state=other'), 'wrong_answer'],
    ['without a state', (path: string) => path.replace(/&state=[^&]+/, ''), 'wrong_answer'],
    ['of another issuer', (path: string) => path.replace(/iss=[^&]+/, 'iss=https://evil.example'), 'wrong_answer'],
    ['with an invented code', (path: string) => path.replace(/code=[^&]+/, 'code=other'), 'invalid_grant'],
  ])('%s is refused', async (_, change, reason) => {
    const one = client();
    const { url, request } = await one.begin();
    const path = await provider.follow(url);
    expect(change(path)).not.toBe(path);
    await expect(one.finish(change(path), request)).rejects.toMatchObject({ reason });
  });

  it.each([
    ['nonce', 'wrong_answer'],
    ['verifier', 'invalid_grant'],
  ])('to a request with another %s is refused', async (secret, reason) => {
    const one = client();
    const { url, request } = await one.begin();
    const path = await provider.follow(url);
    const other = (await one.begin()).request;
    const mixed = { ...request, [secret]: other[secret as 'nonce' | 'verifier'] };
    await expect(one.finish(path, mixed)).rejects.toMatchObject({ reason });
  });

  it('is accepted once', async () => {
    const one = client();
    const { url, request } = await one.begin();
    const path = await provider.follow(url);
    await one.finish(path, request);
    await expect(one.finish(path, request)).rejects.toMatchObject({ reason: 'invalid_grant' });
  });

  it('that is signed with a key that the provider does not publish is refused', async () => {
    provider.publishesOtherKeys = true;
    expect(await signIn()).toBe('wrong_answer');
    provider.publishesOtherKeys = false;
  });
});

it('a wrong secret is the fault of the console, not of the person', async () => {
  expect(await signIn(client({ clientSecret: 'wrong' }))).toBe('invalid_client');
});

it('asks again after an outage', async () => {
  const one = client();
  await provider.stop();
  expect(await signIn(one)).toBe('unreachable');
  await provider.listen();
  expect(await signIn(one)).toMatchObject({ email: 'otto@company.com' });
  await provider.stop();
  expect((await one.begin()).url.origin).toBe(provider.issuer);
  await provider.listen();
});

it('leads to where the session at the provider ends', async () => {
  const url = await client().signOutUrl();
  expect(url?.href).toMatch(new RegExp(`^${provider.issuer}/session/end\\?`));
  expect(url?.searchParams.get('post_logout_redirect_uri')).toBe(`${CONSOLE}/ops/sign-in`);
});
