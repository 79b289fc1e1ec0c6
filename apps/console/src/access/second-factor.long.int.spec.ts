import { randomBytes } from 'node:crypto';
import { ConsoleSessions, findOperator, verifyPassword } from '@roster/database';
import type { OperatorId } from '@roster/domain';
import { AppProcess, signInToConsole } from '@roster/testing';
import { generate } from 'otplib';
import { PASSWORD, TestConsole } from '../console.fixture.js';

const KEY = randomBytes(32).toString('base64');

let roster: TestConsole;
/** More consoles on the same database: one like the first, one that requires a second factor, one without the key. */
let second: AppProcess;
let strict: AppProcess;
let keyless: AppProcess;

beforeAll(async () => {
  roster = await TestConsole.start({ env: { OPERATOR_ENCRYPTION_KEY: KEY } });
  const DATABASE_URL = roster.databaseUrl;
  second = await AppProcess.start('console', { DATABASE_URL, OPERATOR_ENCRYPTION_KEY: KEY });
  strict = await AppProcess.start('console', {
    DATABASE_URL,
    OPERATOR_ENCRYPTION_KEY: KEY,
    OPERATOR_SECOND_FACTOR: 'required',
  });
  keyless = await AppProcess.start('console', { DATABASE_URL });
}, 120_000);
afterAll(async () => {
  for (const app of [second, strict, keyless]) await app?.stop();
  await roster?.close();
});

/** A browser with its cookies. */
class Visitor {
  readonly cookies = new Map<string, string>();
  constructor(readonly url = roster.url) {}

  get cookie(): string {
    return [...this.cookies].map((pair) => pair.join('=')).join('; ');
  }

  async ask(path: string, fields?: Readonly<Record<string, string>>) {
    const body = fields && new URLSearchParams(fields);
    const init = body ? { method: 'POST', body } : {};
    return this.take(await fetch(this.url + path, { ...init, headers: { cookie: this.cookie }, redirect: 'manual' }));
  }

  async take(response: Response) {
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const problem = /role="alert">([^<]*)</.exec(text)?.[1];
    return { status: response.status, to: response.headers.get('location'), text, problem };
  }

  async password(email: string) {
    return this.take(
      await signInToConsole(this.url, { email, password: PASSWORD }, {}, this.cookie ? [this.cookie] : []),
    );
  }

  async code(code: string) {
    const { text } = await this.ask('/ops/sign-in/code');
    return this.ask('/ops/sign-in/code', { code, form_token: field(text, 'form_token') });
  }

  /** Opens the page and fills it in with the code of the secret that it shows. */
  async setUp(codeOf: (secret: string) => Promise<string> | string = current, path = '/ops/second-factor') {
    const { text } = await this.ask(path);
    const secret = (/class="secret">([A-Z2-7 ]+)</.exec(text)?.[1] ?? '').replaceAll(' ', '');
    const fields = ['csrf_token', 'sealed', 'to'].map((name) => [name, field(text, name)]);
    const answer = await this.ask('/ops/second-factor', {
      ...Object.fromEntries(fields),
      code: await codeOf(secret),
    });
    const recoveryCodes = [...answer.text.matchAll(/<li><code>([\w ]+)<\/code>/g)].map(([, code = '']) => code);
    return { ...answer, secret, recoveryCodes };
  }
}

const field = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
const current = (secret: string) => generate({ secret });

let made = 0;

/** An operator with a second factor, whose last code was so long ago that the current one was not used. */
async function withFactor() {
  made += 1;
  const email = `factor${made}@company.com`;
  await roster.operator('operator', email);
  const browser = new Visitor();
  await browser.password(email);
  const { secret, recoveryCodes } = await browser.setUp();
  await unspend(email);
  return { email, secret, recoveryCodes, browser };
}

async function unspend(email: string): Promise<void> {
  await roster.database.query(
    `UPDATE operator_second_factors SET last_step = last_step - 10
     WHERE operator_id = (SELECT id FROM operators WHERE email = $1)`,
    [email],
  );
}

async function idOf(email: string): Promise<OperatorId> {
  return (await findOperator(roster.database.manager, email))?.id as OperatorId;
}

async function lastEvent() {
  const [event] = await roster.database.query('SELECT * FROM operator_events ORDER BY id DESC LIMIT 1');
  return event;
}

const forget = () => roster.database.query('DELETE FROM operator_sign_in_attempts');

describe('setting up', () => {
  it('shows a key, takes its code, and gives ten recovery codes, once', async () => {
    const email = 'new@company.com';
    await roster.operator('viewer', email);
    const [browser, other] = [new Visitor(), new Visitor()];
    await browser.password(email);
    await other.password(email);
    const answer = await browser.setUp();
    expect([answer.status, new Set(answer.recoveryCodes).size]).toEqual([200, 10]);
    expect(await lastEvent()).toMatchObject({ operator_email: email, action: 'second_factor.set_up', outcome: 'done' });
    expect((await browser.ask('/ops/overview')).status).toBe(200);
    expect((await other.ask('/ops/overview')).status).toBe(303);
    const page = await browser.ask('/ops/second-factor');
    expect(page.text).toContain('Recovery codes left');
    expect(page.text).not.toContain(answer.recoveryCodes[0]);
    const rows = await roster.database.query('SELECT sealed_secret FROM operator_second_factors');
    expect(
      Buffer.concat(rows.map((row: { sealed_secret: Buffer }) => row.sealed_secret)).toString('latin1'),
    ).not.toContain(answer.secret);
  });

  it('draws the key as a picture without scripts or styles of its own', async () => {
    const email = 'picture@company.com';
    await roster.operator('viewer', email);
    const browser = new Visitor();
    await browser.password(email);
    const { text } = await browser.ask('/ops/second-factor');
    expect(text).toMatch(/<svg class="qr" role="img" aria-label="QR code[^"]*" viewBox="0 0 \d+ \d+"/);
    expect(text).not.toMatch(/<script|style=|<img src="data/);
    expect(text).toMatch(
      /href="otpauth:\/\/totp\/Roster(:|%3A)picture%40company\.com\?secret=[A-Z2-7]{32}&amp;issuer=Roster/,
    );
  });

  it.each([
    ['a wrong code', () => '000000'],
    ['no code', () => ''],
    ['a code of long ago', (secret: string) => generate({ secret, epoch: Date.now() / 1_000 - 300 })],
    ['a recovery code', () => 'AAAA BBBB CCCC DDDD'],
  ])('with %s keeps nothing, and shows the same key again', async (_, code) => {
    made += 1;
    const email = `wrong${made}@company.com`;
    await roster.operator('viewer', email);
    const browser = new Visitor();
    await browser.password(email);
    const { status, problem, text, secret } = await browser.setUp(code);
    expect([status, problem]).toEqual([422, 'The code is wrong. Enter the current one.']);
    expect(text.replaceAll(' ', '')).toContain(`>${secret}<`);
    expect((await new Visitor().password(email)).to).toBe('/ops/overview');
  });

  it('takes no key that was offered to another session, or to nobody', async () => {
    await roster.operator('viewer', 'offered@company.com');
    const [one, other] = [new Visitor(), new Visitor()];
    for (const browser of [one, other]) await browser.password('offered@company.com');
    const foreign = await other.ask('/ops/second-factor');
    const secret = (/class="secret">([A-Z2-7 ]+)</.exec(foreign.text)?.[1] ?? '').replaceAll(' ', '');
    const own = await one.ask('/ops/second-factor');
    for (const sealed of [field(foreign.text, 'sealed'), 'x.y', '']) {
      const fields = { csrf_token: field(own.text, 'csrf_token'), code: await current(secret), sealed };
      expect((await one.ask('/ops/second-factor', fields)).status).toBe(422);
    }
    expect((await new Visitor().password('offered@company.com')).to).toBe('/ops/overview');
  });

  it('cannot replace the second factor that there is', async () => {
    const { browser, email, secret } = await withFactor();
    const csrf_token = browser.cookies.get('XSRF-TOKEN') ?? '';
    const answer = await browser.ask('/ops/second-factor', { csrf_token, sealed: 'x', code: '123456' });
    expect(answer.status).toBe(409);
    const again = new Visitor();
    await again.password(email);
    expect((await again.code(await current(secret))).status).toBe(303);
  });

  it('needs the key of the console', async () => {
    await roster.operator('viewer', 'keyless@company.com');
    const browser = new Visitor(keyless.url);
    await browser.password('keyless@company.com');
    expect((await browser.ask('/ops/second-factor')).text).toContain('must set <code>OPERATOR_ENCRYPTION_KEY</code>');
  });
});

describe('signing in', () => {
  it('asks for the code on a second page, and opens nothing before', async () => {
    const { email, secret } = await withFactor();
    const browser = new Visitor();
    const half = await browser.password(email);
    expect([half.status, half.to]).toEqual([303, '/ops/sign-in/code']);
    expect([...browser.cookies.keys()]).toEqual(['roster_half_sign_in']);
    const value = browser.cookies.get('roster_half_sign_in') ?? '';
    const { token } = JSON.parse(Buffer.from(value, 'base64url').toString());
    for (const path of ['/ops/overview', '/ops/operations', '/ops/events', '/ops/queues', '/ops/queues/api/queues'])
      for (const cookie of [browser.cookie, `roster_console=${token}`, `roster_console=${value}`]) {
        const answer = await fetch(browser.url + path, { headers: { cookie }, redirect: 'manual' });
        expect([path, answer.status]).toEqual([path, 303]);
      }
    for (const path of ['/ops/second-factor', '/ops/second-factor/remove', '/ops/sign-out'])
      expect((await browser.ask(path, { code: await current(secret) })).status).toBe(401);

    const whole = await browser.code(await current(secret));
    expect([whole.status, whole.to]).toEqual([303, '/ops/overview']);
    expect((await browser.ask('/ops/overview')).status).toBe(200);
    expect(browser.cookies.has('roster_half_sign_in')).toBe(false);
    expect(await lastEvent()).toMatchObject({
      operator_email: email,
      action: 'session.sign_in',
      outcome: 'done',
      details: { method: 'password', second_factor: 'totp' },
    });
  });

  it('accepts a code once, also on two consoles at once', async () => {
    const { email, secret } = await withFactor();
    const browsers = [new Visitor(), new Visitor(second.url), new Visitor(), new Visitor(second.url)];
    for (const browser of browsers) await browser.password(email);
    const code = await current(secret);
    const answers = await Promise.all(browsers.map((browser) => browser.code(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401, 401]);
    const late = new Visitor();
    await late.password(email);
    expect((await late.code(code)).problem).toBe('The code is wrong or was used already. Wait for the next one.');
    await forget();
  });

  it('does not accept the code that set the second factor up', async () => {
    await roster.operator('viewer', 'first-code@company.com');
    const browser = new Visitor();
    await browser.password('first-code@company.com');
    const code = { value: '' };
    await browser.setUp(async (secret) => {
      code.value = await current(secret);
      return code.value;
    });
    const again = new Visitor();
    await again.password('first-code@company.com');
    expect((await again.code(code.value)).status).toBe(401);
  });

  it('accepts each recovery code once, however it is typed', async () => {
    const { email, recoveryCodes } = await withFactor();
    const [first = '', other = ''] = recoveryCodes;
    const browser = new Visitor();
    await browser.password(email);
    expect((await browser.code(first.toLowerCase().replaceAll(' ', '-'))).status).toBe(303);
    expect(await lastEvent()).toMatchObject({ details: { second_factor: 'recovery' } });
    expect((await browser.ask('/ops/second-factor')).text).toContain('<dd>9</dd>');
    const again = new Visitor();
    await again.password(email);
    expect((await again.code(first)).status).toBe(401);
    expect((await again.code(other)).status).toBe(303);
  });

  it('spends one half sign-in once', async () => {
    const { email, recoveryCodes } = await withFactor();
    const browser = new Visitor();
    await browser.password(email);
    const [one, other] = [new Visitor(), new Visitor()];
    for (const copy of [one, other]) for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    const answers = await Promise.all([one.code(recoveryCodes[0] ?? ''), other.code(recoveryCodes[1] ?? '')]);
    expect(answers.map(({ to }) => to).sort()).toEqual(['/ops/overview', '/ops/sign-in']);
  });

  it('is refused after five wrong codes, whatever the password was, but not where the operator is known', async () => {
    const { email, secret, browser: known } = await withFactor();
    await known.ask('/ops/sign-out', { csrf_token: known.cookies.get('XSRF-TOKEN') ?? '' });
    const stranger = new Visitor();
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess++) {
      await stranger.password(email);
      statuses.push((await stranger.code('000000')).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const failures = await roster.database.query(
      `SELECT FROM operator_events WHERE operator_email = $1 AND outcome = 'failed'`,
      [email],
    );
    expect(failures).toHaveLength(5);
    await known.password(email);
    expect((await known.code(await current(secret))).status).toBe(303);
    await forget();
  });

  it('without a form of the page, or without a password before, is refused', async () => {
    const { email, secret } = await withFactor();
    const browser = new Visitor();
    expect((await browser.ask('/ops/sign-in/code')).to).toBe('/ops/sign-in');
    expect((await browser.ask('/ops/sign-in/code', { code: await current(secret) })).to).toBe('/ops/sign-in');
    await browser.password(email);
    expect((await browser.ask('/ops/sign-in/code', { code: await current(secret), form_token: 'x' })).status).toBe(403);
  });

  it('without the key of the console goes on with a recovery code only', async () => {
    const { email, secret, recoveryCodes } = await withFactor();
    const browser = new Visitor(keyless.url);
    await browser.password(email);
    const answer = await browser.code(await current(secret));
    expect([answer.status, answer.problem]).toEqual([503, expect.stringContaining('OPERATOR_ENCRYPTION_KEY')]);
    expect((await browser.code(recoveryCodes[0] ?? '')).status).toBe(303);
  });

  it('tells nobody without the password who has a second factor', async () => {
    const { email } = await withFactor();
    const answers = [email, 'nobody@company.com'].map((one) => roster.signIn(one, 'wrong horse battery'));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses).toEqual([401, 401]);
  });
});

describe('removing', () => {
  it('takes a code, ends all other sessions, and leaves the password', async () => {
    const { email, secret, browser } = await withFactor();
    const other = new Visitor();
    await other.password(email);
    await other.code(await current(secret));
    await unspend(email);
    const csrf_token = browser.cookies.get('XSRF-TOKEN') ?? '';
    const wrong = await browser.ask('/ops/second-factor/remove', { csrf_token, code: '000000' });
    expect([wrong.status, (await browser.ask('/ops/second-factor')).text]).toEqual([
      422,
      expect.stringContaining('Recovery codes left'),
    ]);
    const right = await browser.ask('/ops/second-factor/remove', { csrf_token, code: await current(secret) });
    expect([right.status, right.to]).toEqual([303, '/ops/second-factor']);
    expect((await browser.ask('/ops/second-factor')).text).toContain('Scan this code');
    expect((await other.ask('/ops/overview')).status).toBe(303);
    expect((await new Visitor().password(email)).to).toBe('/ops/overview');
    const found = await findOperator(roster.database.manager, email);
    expect(await verifyPassword(PASSWORD, found?.password_hash ?? null)).toBe(true);
  });
});

describe('where a second factor is required', () => {
  it('everything leads to setting it up, and afterwards to the page that was asked for', async () => {
    await roster.operator('operator', 'strict@company.com');
    const browser = new Visitor(strict.url);
    await browser.password('strict@company.com');
    for (const path of ['/ops/overview', '/ops/operations', '/ops/events', '/ops/queues', '/ops/queues/api/queues']) {
      const { status, to } = await browser.ask(path);
      expect([status, to]).toEqual([303, `/ops/second-factor?to=${encodeURIComponent(path)}`]);
    }
    const csrf = browser.cookies.get('XSRF-TOKEN') ?? '';
    const paused = await fetch(`${strict.url}/ops/queues/api/queues/membership/pause`, {
      method: 'PUT',
      headers: { cookie: browser.cookie, 'x-xsrf-token': csrf },
    });
    expect(paused.status).toBe(403);
    expect((await browser.ask('/ops/operations/op_1/cancel', { csrf_token: csrf })).status).toBe(403);
    const { status, text } = await browser.setUp(current, '/ops/second-factor?to=%2Fops%2Fevents');
    expect([status, text]).toEqual([200, expect.stringContaining('href="/ops/events"')]);
    expect((await browser.ask('/ops/events')).status).toBe(200);
  });

  it('one can sign out without one', async () => {
    await roster.operator('viewer', 'leaves@company.com');
    const browser = new Visitor(strict.url);
    await browser.password('leaves@company.com');
    const out = await browser.ask('/ops/sign-out', { csrf_token: browser.cookies.get('XSRF-TOKEN') ?? '' });
    expect([out.status, out.to]).toEqual([303, '/ops/sign-in']);
  });

  it('an operator who signs in with the identity provider needs none here', async () => {
    await roster.operator('viewer', 'provider@company.com');
    const sessions = new ConsoleSessions(roster.database);
    const id = await idOf('provider@company.com');
    const statuses: number[] = [];
    for (const method of ['oidc', 'password'] as const) {
      const { token } = await sessions.begin(id, '127.0.0.1', method);
      const headers = { cookie: `roster_console=${token}` };
      statuses.push((await fetch(`${strict.url}/ops/overview`, { headers, redirect: 'manual' })).status);
    }
    expect(statuses).toEqual([200, 303]);
  });
});
