import { TestConsole } from '../console.fixture.js';

let roster: TestConsole;
beforeAll(async () => {
  roster = await TestConsole.start({ trustedProxies: '127.0.0.1' });
}, 60_000);
afterAll(() => roster?.close());

async function signIn(email: string, forwardedFor: string): Promise<number> {
  const form = await fetch(`${roster.url}/ops/sign-in`);
  const cookie = form.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const form_token = /name="form_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? '';
  const response = await fetch(`${roster.url}/ops/sign-in`, {
    method: 'POST',
    headers: { cookie, 'x-forwarded-for': forwardedFor },
    body: new URLSearchParams({ email, password: 'wrong', form_token, to: '/ops/overview' }),
    redirect: 'manual',
  });
  return response.status;
}

it.each([
  ['whatever the port is that a proxy writes', '203.0.113.9', (n: number) => `203.0.113.9:${4711 + n}`],
  ['together where a trusted proxy does not tell it', 'proxy 127.0.0.1', (n: number) => `unknown-${n}`],
])(
  'wrong passwords are counted by address, %s',
  async (_, source, forwardedFor) => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 21; guess++) statuses.push(await signIn(`p${guess}@company.com`, forwardedFor(guess)));
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    const events = await roster.database.query(
      `SELECT address, count(*)::int AS failures FROM operator_events WHERE address = $1 GROUP BY address`,
      [source],
    );
    expect(events).toEqual([{ address: source, failures: 20 }]);
  },
  60_000,
);
