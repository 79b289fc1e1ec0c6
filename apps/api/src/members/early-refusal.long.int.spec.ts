import { setTimeout } from 'node:timers/promises';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

const MEMBERS = '/departments/dept_abc123/members';
/** More than a gateway admits before anything has settled: what it expects to settle in 1.2 s. */
const CROWD = 3_100;

let api: RunningApi;
let crowd: Promise<Answer>[];
beforeAll(async () => {
  api = await startApi({ worker: false });
  const headers = { prefer: 'wait=60' };
  crowd = Array.from({ length: CROWD }, (_, number) =>
    api.request('POST', MEMBERS, { json: { user_id: `usr_crowd${number}` }, headers }),
  );
});
afterAll(() => api.close());

const add = (organizationId: string) =>
  send(`${api.url}/v1/organizations/${organizationId}${MEMBERS}`, 'POST', 'no token', { json: { user_id: 'usr_x' } });

/** Repeats the request until it is answered with this status. */
async function answered(status: number, ask: () => Promise<Answer>): Promise<Answer> {
  const until = performance.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (answer.status === status || performance.now() > until) return answer;
    await setTimeout(50);
  }
}

it('when too many changes of an organization wait, further ones are refused before anything is checked', async () => {
  const refused = await answered(503, () => add(api.demo.organizationId));
  expect(refused).toMatchObject({ status: 503, body: { error: { code: 'OVERLOADED' } } });
  expect(refused.body.error.trace_id).toBe(refused.headers.get('trace-id'));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(refused.headers.get('content-security-policy')).not.toBeNull();

  const reads = await api.request('GET', MEMBERS);
  const ofOthers = await add('org_other');
  expect([reads.status, ofOthers.status]).toEqual([200, 401]);
});

it('once they have settled, changes are accepted again', async () => {
  await api.startWorker();
  const statuses = new Set((await Promise.all(crowd)).map(({ status }) => status));
  expect([...statuses].sort()).toEqual([404, 503]);
  expect((await answered(401, () => add(api.demo.organizationId))).status).toBe(401);
  expect((await api.request('POST', MEMBERS, { json: { user_id: 'usr_def456' } })).status).toBe(201);
});
