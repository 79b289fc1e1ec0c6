import { describeWithRedis, TcpProxy } from '@roster/local-stack';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const get = (path: string) => send(`${api.url}${path}`, 'GET', '', { headers: { authorization: '' } });

/** An answer is cached for a second, so an old one may come first. */
async function readiness(status: number) {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const answer = await get('/health/ready');
    if (answer.status === status || performance.now() > deadline) return answer;
  }
}

it('is ready when database, migrations, queue and replies are', async () => {
  const ok = { status: 'ok' };
  expect(await readiness(200)).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { database: ok, migrations: ok, queue: ok, replies: ok } },
  });
});

it('is alive but not ready while migrations are missing', async () => {
  await api.owner.query('ALTER TABLE migrations RENAME TO elsewhere');
  try {
    expect(await readiness(503)).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { database: { status: 'ok' }, migrations: { status: 'failed' } } },
    });
    expect(await get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  } finally {
    await api.owner.query('ALTER TABLE elsewhere RENAME TO migrations');
  }
});

describeWithRedis('while Redis is silent', (redisUrl) => {
  let proxy: TcpProxy;
  let behind: RunningApi;
  beforeAll(async () => {
    proxy = await TcpProxy.open(Number(new URL(redisUrl).port));
    behind = await startApi({ worker: false, redisUrl: proxy.route(redisUrl) });
  });
  afterAll(async () => {
    proxy.heal();
    await behind.close();
    await proxy.close();
  });

  const ready = () => send(`${behind.url}/health/ready`, 'GET', '', { headers: { authorization: '' } });

  async function until(status: number) {
    const deadline = performance.now() + 30_000;
    for (;;) {
      const answer = await ready();
      if (answer.status === status || performance.now() > deadline) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('is not ready, names queue and replies, and still accepts changes; then it is ready again', async () => {
    expect((await until(200)).status).toBe(200);
    proxy.fallSilent();
    expect(await until(503)).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { database: { status: 'ok' } } },
    });
    let checks = (await ready()).body.checks;
    while (checks.queue.status === 'ok' || checks.replies.status === 'ok') checks = (await ready()).body.checks;
    const json = { user_id: 'usr_def456' };
    expect(await behind.request('POST', '/departments/dept_abc123/members', { json })).toMatchObject({ status: 202 });
    proxy.speak();
    expect((await until(200)).status).toBe(200);
  }, 90_000);
});
