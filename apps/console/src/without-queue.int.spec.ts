import { ConsoleSessions, findOperator } from '@roster/database';
import type { OperatorId } from '@roster/domain';
import { freePort } from '@roster/local-stack';
import { TestConsole } from './console.fixture.js';

let roster: TestConsole;
let cookie: string;
beforeAll(async () => {
  // Nothing listens there.
  roster = await TestConsole.start({
    redisUrl: `redis://127.0.0.1:${await freePort()}`,
    publicUrl: 'https://ops.company.com',
    env: { QUEUE_SHARDS: '3' },
  });
  const account = await findOperator(roster.database.manager, 'operator@company.com');
  const { token } = await new ConsoleSessions(roster.database).begin(account?.id as OperatorId, '127.0.0.1');
  cookie = `__Host-roster_console=${token}`;
}, 60_000);
afterAll(() => roster?.close());

const get = (path: string) => fetch(`${roster.localUrl}${path}`, { headers: { cookie }, redirect: 'manual' });

describe('while Redis is away, from the start on', () => {
  it('a change is found in Postgres all the same', async () => {
    const { operationId } = await roster.accepted();
    const answer = await get(`/ops/operations?q=${operationId}`);
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('Accepted. Waiting for a worker'),
    ]);
  });

  it('the other pages are there, the queues empty', async () => {
    for (const path of ['/ops/overview', '/ops/events', '/ops/queues']) expect((await get(path)).status).toBe(200);
    expect(await (await get('/ops/queues/api/queues')).json()).toEqual({ queues: [] });
  });

  it('the overview has every shard, those that a worker still drains, and those that none has reached', async () => {
    await roster.sampled({ minutes: 1, shards: ['membership.2-of-3', 'membership', 'membership.0-of-3'] });
    let text = '';
    // What several read is read anew every two seconds.
    while (!text.includes('Shards')) text = await (await get('/ops/overview/now')).text();
    const rows = [...text.matchAll(/<tr><td><code>([\w.-]+)<\/code><\/td>(.*?)<\/tr>/g)];
    expect(rows.map(([, name, cells]) => [name, cells?.includes('not reported')])).toEqual([
      ['membership.0-of-3', false],
      ['membership.1-of-3', true],
      ['membership.2-of-3', false],
      ['membership-bulk.0-of-3', true],
      ['membership-bulk.1-of-3', true],
      ['membership-bulk.2-of-3', true],
      ['webhooks', true],
      ['membership', false],
    ]);
  });

  it('the console is ready, and says what is missing', async () => {
    const answer = await fetch(`${roster.localUrl}/health/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ checks: { queue: { status: 'failed' }, database: { status: 'ok' } } });
  });
});

describe('behind https', () => {
  it('cookies are for this host and for https only, and the page is not to be had without', async () => {
    const form = await fetch(`${roster.localUrl}/ops/sign-in`);
    const [set = ''] = form.headers.getSetCookie();
    expect(set).toMatch(/^__Host-roster_sign_in=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(form.headers.get('strict-transport-security')).toContain('max-age');
  });

  it('a form from the address of the process, and not of the console, is refused', async () => {
    const headers = { cookie, origin: roster.localUrl };
    const answer = await fetch(`${roster.localUrl}/ops/sign-out`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(),
    });
    expect(answer.status).toBe(403);
  });
});
