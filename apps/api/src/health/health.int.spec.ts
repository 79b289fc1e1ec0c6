import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const get = (path: string) => send(`${api.url}${path}`, 'GET', '', { headers: { authorization: '' } });

it('is ready when database, migrations and queue are', async () => {
  expect(await get('/health/ready')).toMatchObject({
    status: 200,
    body: {
      status: 'ready',
      checks: { database: { status: 'ok' }, migrations: { status: 'ok' }, queue: { status: 'ok' } },
    },
  });
});

it('is alive but not ready while migrations are missing', async () => {
  await api.database.query('ALTER TABLE migrations RENAME TO elsewhere');
  try {
    expect(await get('/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'unavailable', checks: { database: { status: 'ok' }, migrations: { status: 'failed' } } },
    });
    expect(await get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  } finally {
    await api.database.query('ALTER TABLE elsewhere RENAME TO migrations');
  }
});
