import type { HealthCheck } from './health-check.js';
import { HealthMonitor } from './health-monitor.js';
import { type HealthServer, startHealthServer } from './health-server.js';

let server: HealthServer | undefined;
afterEach(() => server?.close());

async function serve(...checks: HealthCheck[]) {
  const monitor = new HealthMonitor(checks);
  server = await startHealthServer({ port: 0, host: '127.0.0.1', monitor });
  const { url } = server;
  return {
    monitor,
    get: async (path: string) => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, body: await response.json() };
    },
  };
}

const healthy: HealthCheck = { name: 'database', check: async () => undefined };
const broken: HealthCheck = { name: 'queue', check: () => Promise.reject(new Error('secret host db-7 is down')) };
const hanging: HealthCheck = { name: 'migrations', timeoutMs: 5, check: () => new Promise(() => undefined) };

test('ready when every check passes', async () => {
  const { get } = await serve(healthy);
  expect(await get('/health/ready')).toEqual({
    status: 200,
    body: { status: 'ready', checks: { database: { status: 'ok', duration_ms: expect.any(Number) } } },
  });
});

test('unavailable, check by check and without internals, when one fails or hangs', async () => {
  const { get } = await serve(healthy, broken, hanging);
  expect(await get('/health/ready')).toMatchObject({
    status: 503,
    body: {
      status: 'unavailable',
      checks: {
        database: { status: 'ok' },
        queue: { status: 'failed', reason: 'error' },
        migrations: { status: 'failed', reason: 'timeout' },
      },
    },
  });
  expect(JSON.stringify(await get('/health/ready'))).not.toContain('db-7');
});

test('not ready but alive while it drains', async () => {
  const { get, monitor } = await serve(healthy);
  monitor.drain();
  expect(await get('/health/ready')).toEqual({ status: 503, body: { status: 'draining', checks: {} } });
  expect(await get('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
});

test('anything else is not found', async () => {
  const { get } = await serve(healthy);
  expect((await get('/')).status).toBe(404);
});

test('ready, but not silent about it, when something fails that it can do without', async () => {
  const { get } = await serve(healthy, { ...broken, required: false });
  expect(await get('/health/ready')).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { queue: { status: 'failed', reason: 'error' } } },
  });
});
