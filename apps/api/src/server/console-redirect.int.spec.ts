import { type RunningApi, startApi } from '../api.fixture.js';

const CONSOLE = 'https://ops.company.com';

let known: RunningApi;
let unknown: RunningApi;
beforeAll(async () => {
  known = await startApi({ worker: false, consoleUrl: CONSOLE });
  unknown = await startApi({ worker: false });
});
afterAll(() => Promise.all([known.close(), unknown.close()]));

it.each(['/ops', '/ops/operations?q=op_1', '/ops//evil.example.com'])('%s redirects to the console', async (path) => {
  const { status, headers } = await fetch(`${known.url}${path}`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, `${CONSOLE}${path}`]);
});

it('without a console there is no such route', async () => {
  expect((await fetch(`${unknown.url}/ops/overview`)).status).toBe(404);
});
