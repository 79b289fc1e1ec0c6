import { changeOperator, createOperator } from '@roster/database';
import { freePort } from '@roster/local-stack';
import { TestConsole } from '../console.fixture.js';
import { OperatorsProvider, type Person } from './oidc-provider.fixture.js';

const OLGA: Person = { sub: 'olga-1', email: 'olga@company.com', email_verified: true, name: 'Olga Ops' };

let provider: OperatorsProvider;
let roster: TestConsole;
/** One that lets the provider say who has which role. */
let byClaim: TestConsole;

async function consoleWith(env: Record<string, string>, port: number): Promise<TestConsole> {
  return TestConsole.start({ port, publicUrl: `http://127.0.0.1:${port}`, env: { ...provider.env, ...env } });
}

beforeAll(async () => {
  const [one, other] = [await freePort(), await freePort()];
  const callbacks = [one, other].map((port) => `http://127.0.0.1:${port}/ops/sign-in/oidc/callback`);
  provider = await OperatorsProvider.start(callbacks, await freePort());
  roster = await consoleWith({}, one);
  byClaim = await consoleWith({ OPERATOR_OIDC_ROLE_CLAIM: 'roster_role' }, other);
}, 60_000);
afterAll(async () => {
  await roster?.close();
  await byClaim?.close();
  await provider?.stop();
});

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');

async function ask(at: TestConsole, path: string, cookies: readonly string[] = []) {
  const response = await fetch(`${at.url}${path}`, { redirect: 'manual', headers: { cookie: cookies.join('; ') } });
  const text = await response.text();
  const problem = /role="alert">([^<]*)</.exec(text)?.[1];
  return { status: response.status, to: response.headers.get('location'), cookies: cookiesOf(response), text, problem };
}

/** To the provider and back, as far as the browser's way to the callback. */
async function begin(at: TestConsole, to = '/ops/events') {
  const begun = await ask(at, `/ops/sign-in/oidc?to=${encodeURIComponent(to)}`);
  return { cookies: begun.cookies, path: await provider.follow(new URL(begun.to ?? '')) };
}

async function signIn(person: Person | null, at = roster) {
  provider.signsIn = person;
  const { cookies, path } = await begin(at);
  return ask(at, path, cookies);
}

async function account(email: string, role: 'viewer' | 'operator' = 'viewer', at = roster) {
  const { manager } = at.database;
  const made = await createOperator(manager, { email, name: 'Olga Ops', role, password: null });
  if (!made) throw new Error(`${email} has an account`);
  return made;
}

async function lastEvent(at = roster) {
  const [event] = await at.database.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
  return event;
}

describe('an operator with an account', () => {
  it('signs in, comes to the page asked for, and is found by the identity from then on', async () => {
    const made = await account('olga@company.com');
    const first = await signIn(OLGA);
    expect([first.status, first.to]).toEqual([303, '/ops/events']);
    const page = await ask(roster, '/ops/events', first.cookies);
    expect(page.text).toContain('Olga Ops');
    expect(await lastEvent()).toMatchObject({
      operator_id: made.id,
      action: 'session.sign_in',
      outcome: 'done',
      details: { method: 'oidc' },
    });
    const bound = await roster.database.query(`SELECT details FROM operator_events WHERE action = 'operator.bind'`);
    expect(bound).toEqual([{ details: { method: 'oidc' } }]);
    const renamed = await signIn({ ...OLGA, email: 'olga.new@company.com' });
    expect(renamed.status).toBe(303);
    expect((await lastEvent()).operator_id).toBe(made.id);
  });

  it('does not get in with an address that is bound to another identity, until that is reset', async () => {
    await account('shared@company.com');
    const person = { ...OLGA, sub: 'first', email: 'shared@company.com' };
    expect((await signIn(person)).status).toBe(303);
    const other = await signIn({ ...person, sub: 'second' });
    expect([other.status, other.problem]).toEqual([403, expect.stringContaining('belongs to another identity')]);
    expect(await lastEvent()).toMatchObject({ outcome: 'refused', details: { method: 'oidc', reason: 'taken' } });
    await changeOperator(roster.database.manager, 'shared@company.com', { kind: 'single-sign-on' });
    expect((await signIn({ ...person, sub: 'second' })).status).toBe(303);
    expect((await signIn(person)).status).toBe(403);
  });

  it('does not get in when it is disabled', async () => {
    await account('left@company.com');
    await changeOperator(roster.database.manager, 'left@company.com', { kind: 'disable' });
    const left = await signIn({ ...OLGA, sub: 'left', email: 'left@company.com' });
    expect([left.status, left.problem]).toEqual([403, expect.stringContaining('is disabled')]);
  });

  it('and no password, signs in with no password', async () => {
    for (const password of ['', 'null', 'correct horse battery'])
      expect((await roster.signIn('olga@company.com', password)).status).toBe(password === '' ? 422 : 401);
    await roster.database.query('DELETE FROM operator_sign_in_attempts');
  });
});

it('a person without an account does not get in, and gets none', async () => {
  const stranger = await signIn({ ...OLGA, sub: 'stranger', email: 'stranger@company.com', roster_role: 'operator' });
  expect([stranger.status, stranger.problem]).toEqual([403, expect.stringContaining('There is no account for')]);
  expect(stranger.cookies.filter((cookie) => /^roster_(console|device)=/.test(cookie))).toEqual([]);
  expect(await roster.database.query(`SELECT FROM operators WHERE email = 'stranger@company.com'`)).toEqual([]);
  expect(await lastEvent()).toMatchObject({
    operator_email: 'stranger@company.com',
    outcome: 'refused',
    details: { reason: 'unknown' },
  });
});

it('an address that is not verified is written down as refused, and an answer of nobody is not', async () => {
  await signIn({ ...OLGA, email_verified: false });
  const refused = await lastEvent();
  expect(refused).toMatchObject({
    operator_email: 'olga@company.com',
    outcome: 'refused',
    details: { reason: 'email_not_verified' },
  });
  await signIn(null);
  expect((await lastEvent()).id).toBe(refused.id);
});

it.each([
  ['an address that is not verified', { ...OLGA, email_verified: false }, 403, 'does not confirm your email address'],
  ['nobody whom the provider lets in', null, 403, 'did not sign you in'],
])('%s does not get in', async (_, person, status, text) => {
  const answer = await signIn(person);
  expect([answer.status, answer.problem]).toEqual([status, expect.stringContaining(text)]);
  expect(answer.text).toContain('Sign in with single sign-on');
});

describe('when the provider says who has which role', () => {
  const person = { ...OLGA, sub: 'claimed', email: 'claimed@company.com' };
  const roleOf = async () =>
    (await byClaim.database.query(`SELECT role FROM operators WHERE email = 'claimed@company.com'`))[0]?.role;

  it('the account comes into being, and its role changes with the claim, which ends its sessions', async () => {
    const viewer = await signIn({ ...person, roster_role: ['staff', 'viewer'] }, byClaim);
    expect([viewer.status, await roleOf()]).toEqual([303, 'viewer']);
    const again = await signIn({ ...person, roster_role: 'viewer' }, byClaim);
    expect((await ask(byClaim, '/ops/overview', viewer.cookies)).status).toBe(200);
    expect((await signIn({ ...person, roster_role: 'operator' }, byClaim)).status).toBe(303);
    expect(await roleOf()).toBe('operator');
    const changes = await byClaim.database.query(
      `SELECT action, details->>'role' AS role FROM operator_events
       WHERE action LIKE 'operator.%' AND subject = 'claimed@company.com' ORDER BY id`,
    );
    expect(changes).toEqual([
      { action: 'operator.create', role: 'viewer' },
      { action: 'operator.role', role: 'operator' },
    ]);
    expect((await ask(byClaim, '/ops/overview', again.cookies)).status).toBe(303);
  });

  it('nobody without a role gets in, account or not', async () => {
    await account('norole@company.com', 'operator', byClaim);
    for (const roster_role of [undefined, 'admin', ['staff']]) {
      const answer = await signIn({ ...OLGA, sub: 'norole', email: 'norole@company.com', roster_role }, byClaim);
      expect([answer.status, answer.problem]).toEqual([403, expect.stringContaining('gives you no role')]);
      expect(await lastEvent(byClaim)).toMatchObject({
        operator_email: 'norole@company.com',
        outcome: 'refused',
        details: { method: 'oidc', reason: 'no_role' },
      });
    }
  });

  it('two first sign-ins at once make one account', async () => {
    provider.signsIn = { ...OLGA, sub: 'twice', email: 'twice@company.com', roster_role: 'viewer' };
    const both = [await begin(byClaim), await begin(byClaim)];
    const answers = await Promise.all(both.map(({ path, cookies }) => ask(byClaim, path, cookies)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await byClaim.database.query(`SELECT FROM operators WHERE email = 'twice@company.com'`)).toHaveLength(1);
  });
});

describe('the way back', () => {
  it('leads in only in the browser that went, and once', async () => {
    provider.signsIn = OLGA;
    const { path, cookies } = await begin(roster);
    const elsewhere = await ask(roster, path);
    expect([elsewhere.status, elsewhere.problem]).toEqual([400, expect.stringContaining('begun in another browser')]);
    const other = await begin(roster);
    expect((await ask(roster, path, other.cookies)).status).toBe(403);
    expect((await ask(roster, path, ['roster_oidc=bm9uc2Vuc2U'])).status).toBe(400);
    const here = await ask(roster, path, cookies);
    expect([here.status, here.cookies]).toEqual([303, expect.arrayContaining(['roster_oidc='])]);
    expect((await ask(roster, path, cookies)).status).toBe(400);
  });

  it('does not lead to another site', async () => {
    provider.signsIn = OLGA;
    const { path, cookies } = await begin(roster, 'https://evil.example');
    expect((await ask(roster, path, cookies)).to).toBe('/ops/overview');
  });

  it('ends the session that the browser had before', async () => {
    const before = await signIn(OLGA);
    const { path, cookies } = await begin(roster);
    await ask(roster, path, [...cookies, ...before.cookies]);
    expect((await ask(roster, '/ops/overview', before.cookies)).status).toBe(303);
  });

  it('is kept in a cookie that scripts cannot read, for ten minutes', async () => {
    const response = await fetch(`${roster.url}/ops/sign-in/oidc`, { redirect: 'manual' });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^roster_oidc=[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });
});

it('signing out says that the provider does not know, and leads there', async () => {
  const { cookies } = await signIn(OLGA);
  const csrf_token = cookies.find((cookie) => cookie.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length) ?? '';
  const out = await fetch(`${roster.url}/ops/sign-out`, {
    method: 'POST',
    headers: { cookie: cookies.join('; ') },
    body: new URLSearchParams({ csrf_token }),
    redirect: 'manual',
  });
  expect(out.headers.get('location')).toBe('/ops/sign-in?left=oidc');
  expect((await ask(roster, '/ops/sign-in?left=oidc')).text).toContain('href="/ops/sign-out/oidc"');
  expect((await ask(roster, '/ops/sign-out/oidc')).to).toMatch(new RegExp(`^${provider.issuer}/session/end`));
  expect((await ask(roster, '/ops/overview', cookies)).status).toBe(303);
});

it('without the provider, the page says so and passwords still work', async () => {
  await provider.stop();
  const down = await TestConsole.start({ port: await freePort(), publicUrl: roster.url, env: provider.env });
  const answer = await fetch(`${down.localUrl}/ops/sign-in/oidc`, { redirect: 'manual' });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('cannot be reached')]);
  await down.close();
  expect((await roster.signIn('viewer@company.com')).status).toBe(303);
  await provider.listen();
});

it('without a provider in the configuration, nothing of this is there', async () => {
  const plain = await TestConsole.start();
  expect((await ask(plain, '/ops/sign-in')).text).not.toContain('single sign-on');
  expect((await ask(plain, '/ops/sign-in/oidc')).status).toBe(404);
  await plain.close();
});
