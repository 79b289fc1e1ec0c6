import { type LocalPostgres, startTestPostgres, startTestStandby, type TestStandby } from '@roster/local-stack';
import { type RunningApi, startApi } from '../api.fixture.js';

let primary: LocalPostgres;
let standby: TestStandby;
let api: RunningApi;

beforeAll(async () => {
  primary = await startTestPostgres({ durable: true });
  standby = await startTestStandby(primary, { synchronous: true });
  api = await startApi({ server: primary.url, worker: false });
}, 60_000);
afterAll(async () => {
  standby?.thaw();
  await api?.close();
  await standby?.stop();
  await primary?.stop();
});

/** More than the connections of the pool for writes. */
const WRITERS = 15;

const add = (number: number) =>
  api.request('POST', '/departments/dept_abc123/members', {
    json: { user_id: `usr_demo${String(number).padStart(3, '0')}` },
    headers: { prefer: 'wait=1' },
  });

it('while commits hang, changes are answered and reads go on', async () => {
  expect((await add(1)).status).toBe(202);
  const unused = await api.tokenFor(['members:read']);
  standby.freeze();
  const changes = Array.from({ length: WRITERS }, (_, index) => add(index + 2));
  const others = Array.from({ length: WRITERS }, (_, index) =>
    api.request('POST', '/departments', { json: { name: `Frozen ${index}` } }),
  );
  for (const answer of await Promise.all(changes))
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
  // The second caller signs in for the first time, which stores when the key was last used.
  for (const headers of [{}, { authorization: `Bearer ${unused}` }]) {
    expect((await api.request('GET', '/departments/dept_abc123/members', { headers })).status).toBe(200);
  }

  // Only now do commits go on.
  standby.thaw();
  for (const { status } of await Promise.all(others)) expect([201, 503]).toContain(status);
  expect((await add(40)).status).toBe(202);
}, 60_000);
