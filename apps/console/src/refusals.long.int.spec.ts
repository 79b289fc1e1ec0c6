import { createDataSource, freezeOrganization, unfreezeOrganization } from '@roster/database';
import { userIdSchema } from '@roster/domain';
import { PASSWORD, TestConsole } from './console.fixture.js';

let roster: TestConsole;
beforeAll(async () => {
  roster = await TestConsole.start();
}, 60_000);
afterAll(() => roster?.close());

interface Signed {
  readonly cookie: string;
  readonly csrf: string;
}

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${roster.url}${path}`, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function signIn(email: string, password?: string) {
  const response = await roster.signIn(email, password);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function signedIn(role: 'viewer' | 'operator'): Promise<Signed> {
  const cookies = (await signIn(`${role}@company.com`)).headers.getSetCookie();
  // Without the one of the form, which was cleared.
  const cookie = cookies
    .map((one) => one.split(';')[0])
    .filter((one) => !one?.endsWith('='))
    .join('; ');
  return { cookie, csrf: /XSRF-TOKEN=([^;]+)/.exec(cookie)?.[1] ?? '' };
}

const post = ({ cookie, csrf }: Signed, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { cookie, ...headers },
  body: new URLSearchParams({ csrf_token: csrf }),
});

async function stateOf(operationId: string): Promise<string> {
  const [row] = await roster.database.query('SELECT state FROM operations WHERE id = $1', [operationId]);
  return row.state;
}

describe('without a session', () => {
  it.each([
    '/ops/overview',
    '/ops/overview/now',
    '/ops/operations?q=op_1',
    '/ops/events',
    '/ops/queues',
    '/ops/queues/api/queues',
  ])('a GET of %s leads to the sign-in', async (path) => {
    const { status, headers, text } = await ask(path);
    expect([status, headers.get('location'), text]).toEqual([303, `/ops/sign-in?to=${encodeURIComponent(path)}`, '']);
  });

  it.each(['/ops/operations/op_1/cancel', '/ops/sign-out', '/ops/queues/api/queues/membership/pause'])(
    'a POST or PUT of %s is refused',
    async (path) => {
      expect((await ask(path, { method: path.includes('api') ? 'PUT' : 'POST' })).status).toBe(401);
    },
  );

  it.each(['x', 'A'.repeat(5_000), '%00', '../../etc/passwd', "' OR 1=1"])(
    'a forged cookie %j opens nothing',
    async (token) => {
      const { status } = await ask('/ops/overview', {
        headers: { cookie: `roster_console=${encodeURIComponent(token)}` },
      });
      expect(status).toBe(303);
    },
  );

  it('a session that is over opens nothing', async () => {
    const { cookie } = await signedIn('viewer');
    expect((await ask('/ops/overview', { headers: { cookie } })).status).toBe(200);
    await roster.database.query(`UPDATE operator_sessions SET expires_at = now() - interval '1 second'`);
    expect((await ask('/ops/overview', { headers: { cookie } })).status).toBe(303);
  });

  it.each([
    'https://evil.example.com',
    '//evil.example.com',
    '/ops/../x\\',
    'javascript:alert(1)',
    '/\\evil.example.com',
  ])('the sign-in does not lead to %j', async (to) => {
    const { text } = await ask(`/ops/sign-in?to=${encodeURIComponent(to)}`);
    expect(text).toContain('name="to" value="/ops/overview"');
  });
});

describe('signing in', () => {
  it('sets cookies that scripts and other sites cannot use, and a new session each time', async () => {
    const first = await signIn('viewer@company.com');
    const session = first.headers.getSetCookie().find((one) => one.startsWith('roster_console='));
    expect(session).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    const second = await signIn('viewer@company.com');
    expect(second.headers.getSetCookie().find((one) => one.startsWith('roster_console='))).not.toBe(session);
  });

  it('ends the session that the browser had before', async () => {
    const before = await signedIn('viewer');
    const form = await ask('/ops/sign-in');
    const token = /name="form_token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    // Who is signed in is not shown the form, but may send it.
    await ask('/ops/sign-in', {
      method: 'POST',
      headers: { cookie: `${before.cookie}; roster_sign_in=${token}` },
      body: new URLSearchParams({ email: 'viewer@company.com', password: PASSWORD, form_token: token }),
    });
    expect((await ask('/ops/overview', { headers: { cookie: before.cookie } })).status).toBe(303);
  });

  it('answers alike to a wrong password, an unknown account and a disabled one', async () => {
    await roster.operator('viewer', 'gone@company.com');
    await roster.database.query(`UPDATE operators SET disabled_at = now() WHERE email = 'gone@company.com'`);
    const answers = [
      await signIn('viewer@company.com', 'wrong horse battery'),
      await signIn('nobody@company.com'),
      await signIn('gone@company.com'),
    ];
    const shown = answers.map(({ status, text }) => [status, /role="alert">([^<]*)</.exec(text)?.[1]]);
    expect(shown).toEqual(Array(3).fill([401, 'The email address or password is wrong.']));
  });

  it('without the token of its form is refused', async () => {
    const body = new URLSearchParams({ email: 'viewer@company.com', password: PASSWORD, form_token: '' });
    expect((await ask('/ops/sign-in', { method: 'POST', body })).status).toBe(403);
  });

  it('from another site is refused', async () => {
    const headers = { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' };
    expect((await ask('/ops/sign-in', { method: 'POST', headers, body: new URLSearchParams() })).status).toBe(403);
  });

  it.each([
    [{ email: 'a\u0000@company.com', password: PASSWORD }, 422],
    [{ email: 'x'.repeat(300), password: PASSWORD }, 422],
    [{ email: 'viewer@company.com', password: 'p'.repeat(10_000) }, 422],
    [{ email: 'viewer@company.com', password: 'p'.repeat(100_000) }, 413],
    [{}, 422],
  ])('bad input %# is refused', async (fields, status) => {
    const body = new URLSearchParams({ form_token: 'x', ...(fields as Record<string, string>) });
    expect((await ask('/ops/sign-in', { method: 'POST', body })).status).toBe(status);
  });

  it('does not write down what was typed in place of an address', async () => {
    await signIn('my secret password');
    const rows = await roster.database.query(
      `SELECT operator_email FROM operator_events WHERE action = 'session.sign_in'`,
    );
    expect(JSON.stringify(rows)).not.toContain('my secret');
  });

  it('writes no event, which is kept for ever, for attempts that are not looked at', async () => {
    const email = 'locked@company.com';
    const events = async () =>
      (await roster.database.query('SELECT FROM operator_events WHERE operator_email = $1', [email])).length;
    const statuses: number[] = [];
    for (let guess = 0; guess < 8; guess++) statuses.push((await signIn(email)).status);
    await roster.database.query('DELETE FROM operator_sign_in_attempts');
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(await events()).toBe(5);
  });

  it('in a known browser goes on while a stranger locks the account', async () => {
    const email = 'known@company.com';
    await roster.operator('viewer', email);
    const first = await signIn(email);
    const device = first.headers.getSetCookie().find((one) => one.startsWith('roster_device='));
    expect(device).toMatch(/; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/);
    const strangers: number[] = [];
    for (let guess = 0; guess < 6; guess++) strangers.push((await signIn(email, 'wrong horse battery')).status);
    expect(strangers).toEqual([401, 401, 401, 401, 401, 429]);

    const known = (password?: string, token = device?.split(';')[0] ?? '') =>
      roster.signIn(email, password, {}, [token]);
    expect((await known('wrong horse battery')).status).toBe(401);
    const again = await known();
    expect(again.status).toBe(303);
    // The token of before is spent, and one of another account makes no known device.
    expect((await known()).status).toBe(429);
    const other = (await signIn('viewer@company.com')).headers.getSetCookie().find((one) => one.includes('device='));
    expect((await known(undefined, other?.split(';')[0])).status).toBe(429);
    await roster.database.query('DELETE FROM operator_sign_in_attempts');
  });

  it('in a known browser is refused after five guesses there, and goes on elsewhere', async () => {
    const email = 'stolen@company.com';
    await roster.operator('viewer', email);
    const first = await signIn(email);
    const device = first.headers.getSetCookie().find((one) => one.startsWith('roster_device=')) ?? '';
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess++)
      statuses.push((await roster.signIn(email, 'wrong horse battery', {}, [device.split(';')[0] ?? ''])).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await signIn(email)).status).toBe(303);
  });

  it('everywhere is ended by signing out everywhere', async () => {
    const [here, there] = [await signedIn('viewer'), await signedIn('viewer')];
    const body = new URLSearchParams({ csrf_token: here.csrf, everywhere: 'yes' });
    expect((await ask('/ops/sign-out', { method: 'POST', headers: { cookie: here.cookie }, body })).status).toBe(303);
    expect((await ask('/ops/overview', { headers: { cookie: there.cookie } })).status).toBe(303);
  });
});

describe('forms', () => {
  it.each([
    ['without a token', { csrf: '' }, {}],
    ['with the token of another session', { csrf: 'other' }, {}],
    ['from another origin', {}, { origin: 'https://evil.example.com' }],
    ['from another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['from a sister site', {}, { 'sec-fetch-site': 'same-site' }],
  ])('%s change nothing', async (_, change, headers) => {
    const { operationId } = await roster.accepted();
    const signed = { ...(await signedIn('operator')), ...change };
    const { status } = await ask(`/ops/operations/${operationId}/cancel`, post(signed, headers));
    expect([status, await stateOf(operationId)]).toEqual([403, 'accepted']);
  });

  it('of the console itself work, once', async () => {
    const { operationId } = await roster.accepted();
    const signed = await signedIn('operator');
    const origin = { origin: roster.url, 'sec-fetch-site': 'same-origin' };
    const send = () => ask(`/ops/operations/${operationId}/cancel`, post(signed, origin));
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await stateOf(operationId)).toBe('cancelled');
    const audited = await roster.database.query(
      'SELECT action, actor_type, channel, address FROM audit_events WHERE operation_id = $1',
      [operationId],
    );
    expect(audited).toEqual([{ action: 'operation.cancel', actor_type: 'operator', channel: 'system', address: null }]);
  });

  it('about an organization that moves to another cell change nothing, and say why', async () => {
    const { operationId, organizationId } = await roster.accepted();
    const owner = await createDataSource(roster.ownerUrl, { poolSize: 1 }).initialize();
    const signed = await signedIn('operator');
    await freezeOrganization(owner, organizationId);
    const { status, text } = await ask(`/ops/operations/${operationId}/cancel`, post(signed));
    await unfreezeOrganization(owner, organizationId);
    await owner.destroy();
    expect([status, await stateOf(operationId)]).toEqual([503, 'accepted']);
    expect(text).toContain('is moving, or has moved, to another cell');
  });

  it('about operations that are not there are not found', async () => {
    const signed = await signedIn('operator');
    for (const id of ['op_none', 'usr_1', '..%2f..', '%00', "op_1'--"])
      expect((await ask(`/ops/operations/${id}/rerun`, post(signed))).status).toBe(404);
  });
});

describe('a viewer', () => {
  it('cannot cancel or run again, and the try is written down', async () => {
    const { operationId } = await roster.accepted();
    const signed = await signedIn('viewer');
    for (const action of ['cancel', 'rerun'])
      expect((await ask(`/ops/operations/${operationId}/${action}`, post(signed))).status).toBe(403);
    expect(await stateOf(operationId)).toBe('accepted');
    const [event] = await roster.database.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
    expect(event).toMatchObject({
      operator_email: 'viewer@company.com',
      action: 'operation.rerun',
      outcome: 'refused',
    });
  });

  it('loses what an operator could do when the role changes under an open session', async () => {
    const { cookie, csrfToken: csrf } = await roster.session('operator');
    const change = (role: string) =>
      roster.database.query(`UPDATE operators SET role = $1 WHERE email = 'operator@company.com'`, [role]);
    await change('viewer');
    const { operationId } = await roster.accepted();
    expect((await ask(`/ops/operations/${operationId}/cancel`, post({ cookie, csrf }))).status).toBe(403);
    await change('operator');
  });
});

describe('pages', () => {
  it('escape HTML, wherever it comes from', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    await roster.operator('viewer', 'evil@company.com');
    await roster.database.query(`UPDATE operators SET name = $1 WHERE email = 'evil@company.com'`, [evil]);
    const userId = userIdSchema.parse('usr_demo030');
    const made = await roster.applied({ userId, actor: { type: 'api_key', id: evil } }, { route: evil, node: evil });
    const cookies = (await signIn('evil@company.com')).headers.getSetCookie();
    const headers = { cookie: cookies.map((one) => one.split(';')[0]).join('; ') };
    for (const path of [
      '/ops/overview',
      `/ops/operations?q=${made.operationId}`,
      `/ops/operations?q=${encodeURIComponent(evil)}`,
    ]) {
      const { text } = await ask(path, { headers });
      expect(text).toContain('&lt;script');
      expect(text).not.toMatch(/<script>|<img src=x/);
    }
  });

  it('have headers that keep scripts, frames and caches out', async () => {
    const { headers } = await ask('/ops/sign-in');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('answer what is not there, and queries that make no sense, without a fault', async () => {
    const { cookie } = await signedIn('viewer');
    const get = (path: string) => ask(path, { headers: { cookie } });
    expect((await get('/ops/nothing')).status).toBe(404);
    expect((await get('/ops/operations?q=a&q=b')).status).toBe(200);
    expect((await get('/ops/operations?q=%00')).status).toBe(422);
    expect((await get('/ops/operations?q=op_1&organization=%00')).status).toBe(404);
    expect((await get('/ops/operations?q=key-1&organization=org_xyz789')).status).toBe(404);
    expect((await get('/ops/operations?q=13345224609.738474920.8088930838d88f008e0')).status).toBe(404);
    expect((await get('/ops/events?before=%27;DROP')).status).toBe(200);
    expect((await get(`/ops/operations?q=${'%22'.repeat(20_000)}`)).status).toBe(422);
  });
});
