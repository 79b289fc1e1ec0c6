import { Counter, Registry } from 'prom-client';
import { type HealthCheck, HealthMonitor } from '../health/health-monitor.js';
import { type HealthServer, startHealthServer } from './health-server.js';

let server: HealthServer | undefined;
afterEach(() => server?.close());

async function serve(...checks: HealthCheck[]) {
  const monitor = new HealthMonitor(checks, undefined, { cacheMs: 0 });
  const metrics = new Registry();
  new Counter({ name: 'adds_total', help: 'Adds.', registers: [metrics] }).inc(3);
  server = await startHealthServer({ port: 0, host: '127.0.0.1', monitor, metrics });
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

test('started once it was ready, also when it is not ready any more', async () => {
  let up = false;
  const { get } = await serve({ name: 'database', check: async () => (up ? undefined : Promise.reject(new Error())) });
  expect((await get('/health/startup')).status).toBe(503);
  up = true;
  expect((await get('/health/startup')).status).toBe(200);
  up = false;
  expect((await get('/health/ready')).status).toBe(503);
  expect((await get('/health/startup')).status).toBe(200);
});

test('shows the metrics of its process', async () => {
  await serve(healthy);
  const response = await fetch(`${server?.url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await response.text()).toContain('adds_total 3');
});

test.each([
  ['GET', '/metrics/x', 404, null],
  ['POST', '/metrics', 405, 'GET, HEAD'],
  ['DELETE', '/health/ready', 405, 'GET, HEAD'],
])('%s %s is refused with %i, and the answer is not cached', async (method, path, status, allow) => {
  await serve(healthy);
  const body = method === 'POST' ? '<x/>' : null;
  const answer = await fetch(`${server?.url}${path}`, { method, body, headers: { 'content-type': 'text/xml' } });
  expect([answer.status, answer.headers.get('allow'), answer.headers.get('cache-control')]).toEqual([
    status,
    allow,
    'no-store',
  ]);
});
