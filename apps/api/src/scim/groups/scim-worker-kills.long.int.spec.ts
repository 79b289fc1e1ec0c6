import { setTimeout as delay } from 'node:timers/promises';
import type { FailpointName } from '@roster/domain';
import { AppProcess } from '@roster/testing';
import { type Answer, type RunningApi, startApi } from '../../api.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { connectProvider, type Provider } from './scim-groups.fixture.js';

const PEOPLE = 200;

let api: RunningApi;
let okta: Provider;
const workers: AppProcess[] = [];
beforeAll(async () => {
  api = await startApi({ worker: false, rateLimits: { perKey: 0, perOrganization: 0 } });
  okta = await connectProvider(api);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});
afterAll(() => api.close());

/** Starts a worker, which kills itself with SIGKILL when it first comes to the failpoint. */
function startWorker(failpoint?: FailpointName): AppProcess {
  const env = failpoint === undefined ? {} : { ROSTER_FAILPOINT: failpoint };
  const worker = new AppProcess('worker', { DATABASE_URL: api.databaseUrl, ...env });
  workers.push(worker);
  return worker;
}

function add(groupId: string, person: string, prefer: string): Promise<Answer> {
  const Operations = [{ op: 'add', path: 'members', value: [{ value: person }] }];
  return okta.request('PATCH', `/Groups/${groupId}`, { schemas: [PATCH_SCHEMA], Operations }, { prefer });
}

/** As a provider does: what is answered 503 is sent again. */
async function addUntilAnswered(groupId: string, person: string): Promise<number[]> {
  const statuses: number[] = [];
  do statuses.push((await add(groupId, person, 'wait=2')).status);
  while (statuses.at(-1) === 503 && statuses.length < 20);
  return statuses;
}

async function addsInAudit(groupId: string): Promise<string[]> {
  const rows: { user_id: string }[] = await api.database.query(
    `SELECT user_id FROM audit_events WHERE department_id = $1 AND action = 'member.add' ORDER BY user_id`,
    [groupId],
  );
  return rows.map(({ user_id }) => user_id);
}

it('200 workers of a provider that each add another person while workers are killed leave 200 members, each added once', async () => {
  const people = await okta.people(PEOPLE);
  const id = await okta.group('Race with killed workers');
  const doomed = [startWorker('before-commit'), startWorker('after-commit')];
  const adds = people.map((person) => addUntilAnswered(id, person));
  // Signals, not errors, have ended them.
  expect(await Promise.all(doomed.map((worker) => worker.ended()))).toEqual([null, null]);
  startWorker();
  const statuses = await Promise.all(adds);
  expect(statuses.every((each) => each.at(-1) === 204 && each.slice(0, -1).every((status) => status === 503))).toBe(
    true,
  );
  expect(await okta.members(id)).toEqual(people);
  expect(await addsInAudit(id)).toEqual(people);
}, 60_000);

it('what was answered 202 is made when the worker that had it is killed', async () => {
  const people = await okta.people(20);
  const id = await okta.group('Accepted, then killed');
  const answers = await Promise.all(people.map((person) => add(id, person, 'respond-async')));
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 202));
  expect(await startWorker('before-commit').ended()).toBeNull();
  expect(await okta.members(id)).toEqual([]);
  startWorker();
  const completions = answers.map(({ headers }) => headers.get('location')?.split('/scim/v2')[1] ?? '');
  for (const completion of completions) {
    while ((await okta.request('GET', completion)).status === 202) await delay(100);
    expect((await okta.request('GET', completion)).text).toContain('"status":"204"');
  }
  expect(await okta.members(id)).toEqual(people);
  expect(await addsInAudit(id)).toEqual(people);
}, 60_000);
