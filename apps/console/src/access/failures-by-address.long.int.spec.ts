import { TestConsole } from '../console.fixture.js';

let roster: TestConsole;
beforeAll(async () => {
  roster = await TestConsole.start({ trustedProxies: '127.0.0.1' });
}, 60_000);
afterAll(() => roster?.close());

it.each([
  ['whatever the port is that a proxy writes', '203.0.113.9', (n: number) => `203.0.113.9:${4711 + n}`],
  ['together where a trusted proxy does not tell it', 'proxy 127.0.0.1', (n: number) => `unknown-${n}`],
])(
  'wrong passwords are counted by address, %s',
  async (_, source, forwardedFor) => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 21; guess++) {
      const headers = { 'x-forwarded-for': forwardedFor(guess) };
      statuses.push((await roster.signIn(`p${guess}@company.com`, 'wrong', headers)).status);
    }
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    const events = await roster.database.query(
      `SELECT address, count(*)::int AS failures FROM operator_events WHERE address = $1 GROUP BY address`,
      [source],
    );
    expect(events).toEqual([{ address: source, failures: 20 }]);
  },
  60_000,
);
