import { setTimeout as delay } from 'node:timers/promises';
import { ReadReplica } from '@roster/database';
import { type LocalPostgres, startTestPostgres, startTestStandby, type TestStandby } from '@roster/local-stack';
import { type Answer, type RunningApi, sameDatabase, startApi } from '../api.fixture.js';

const MAX_LAG_MS = 3_000;

let primary: LocalPostgres;
let standby: TestStandby;
let api: RunningApi;

beforeAll(async () => {
  primary = await startTestPostgres({ durable: true });
  standby = await startTestStandby(primary);
  api = await startApi({ server: primary.url, replica: { url: standby.url, maxLagMs: MAX_LAG_MS } });
  await untilServed();
}, 60_000);
afterAll(async () => {
  standby?.thaw();
  await api?.close();
  await standby?.stop();
  await primary?.stop();
});

/** How many reads each server has served, and why it was the primary. */
async function served(): Promise<Record<string, number>> {
  const lines = (await api.metrics()).matchAll(/^roster_replica_reads_total\{server="(\w+)",reason="(\w*)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, server, reason, count]) => [reason || server, Number(count)]));
}

/** What this read adds to `served`. */
async function servedBy(read: () => Promise<unknown>): Promise<string[]> {
  const before = await served();
  await read();
  const after = await served();
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

const list = (path: string, token?: string): Promise<Answer> =>
  api.request('GET', path, token === undefined ? {} : { headers: { 'consistency-token': token } });
const namesIn = ({ body }: Answer): string[] => body.data.map(({ name }: { name: string }) => name);

/** Waits until the replica serves reads without a token. */
async function untilServed(): Promise<void> {
  while (!(await servedBy(() => list('/departments'))).includes('replica')) await delay(50);
}

let made = 0;
async function createDepartment() {
  made += 1;
  const name = `Replicated ${made}`;
  const answer = await api.request('POST', '/departments', { json: { name } });
  expect(answer.status).toBe(201);
  return { name, id: answer.body.id as string, token: answer.headers.get('consistency-token') ?? 'none' };
}

const DEPARTMENTS = '/departments?limit=100&sort=-created_at';

it('reads with the token of a write show the write, while the replica follows', async () => {
  const by = await servedBy(async () => {
    for (let write = 0; write < 20; write += 1) {
      const { name, token } = await createDepartment();
      expect(namesIn(await list(DEPARTMENTS, token))).toContain(name);
    }
  });
  expect(by).toContain('replica');
});

it('every answer to a write has a token, and the answer that tells how an operation ended', async () => {
  const member = '/departments/dept_abc123/members/usr_demo001';
  const answers = [
    await api.request('PUT', member),
    await api.request('POST', '/departments/dept_abc123/members', { json: { user_id: 'usr_demo001' } }),
    await api.request('DELETE', member, { headers: { prefer: 'respond-async' } }),
  ];
  answers.push(await api.request('GET', `/operations/${answers[2]?.headers.get('operation-id')}`));
  answers.push(await api.request('GET', '/events?after=latest'));
  expect(answers.map(({ status }) => status)).toEqual([201, 409, 202, 200, 200]);
  for (const { headers } of answers) expect(headers.get('consistency-token')).toMatch(/^[\w-]{22}$/);
  for (const path of [DEPARTMENTS, '/departments/dept_abc123']) {
    expect((await list(path)).headers.get('consistency-token')).toBeNull();
  }
});

describe('while the replica does not replay', () => {
  let before: Awaited<ReturnType<typeof createDepartment>>;
  let change: Awaited<ReturnType<typeof createDepartment>>;
  beforeAll(async () => {
    before = await createDepartment();
    await list(DEPARTMENTS, before.token);
    await untilServed();
    await standby.pauseReplay();
    change = await createDepartment();
  });
  afterAll(async () => {
    await standby.resumeReplay();
    await untilServed();
  });

  it('reads with the token go to the primary and are right, and those without see the state of before', async () => {
    let answers: Answer[] = [];
    const read = (token?: string) => async () => {
      answers = await Promise.all([DEPARTMENTS, '/departments/tree'].map((path) => list(path, token)));
    };
    expect(await servedBy(read())).toEqual(['replica']);
    for (const answer of answers) expect(namesIn(answer)).not.toContain(change.name);
    expect(await servedBy(read(change.token))).toEqual(['position']);
    for (const answer of answers) expect(namesIn(answer)).toContain(change.name);
    expect(await servedBy(read(before.token))).toEqual(['replica']);
    expect(await servedBy(read(`${before.token}, ${change.token}`))).toEqual(['position']);
    for (const answer of answers) expect(namesIn(answer)).toContain(change.name);
  });

  it('the page after one of the primary comes from the primary', async () => {
    const first = await list('/departments?limit=1&sort=-created_at', change.token);
    expect(namesIn(first)).toEqual([change.name]);
    const next = `/departments?limit=1&sort=-created_at&cursor=${first.body.next_cursor}`;
    let second: Answer | undefined;
    const by = await servedBy(async () => {
      second = await list(next);
    });
    expect([by, second && namesIn(second)]).toEqual([['position'], [before.name]]);
    expect(first.headers.get('link')).toContain(first.body.next_cursor);
    const again = await api.request('GET', '/departments?limit=1&sort=-created_at', {
      headers: { 'consistency-token': change.token, 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('the audit, also as a file, includes the change for those who have its token', async () => {
    const audit = '/audit-events?action=department.create';
    const csv = (token: string) =>
      api.request('GET', audit, { headers: { accept: 'text/csv', 'consistency-token': token } });
    const has = ({ text }: Answer) => text.includes(change.id);
    expect([has(await list(audit)), has(await list(audit, change.token))]).toEqual([false, true]);
    expect([has(await csv(before.token)), has(await csv(change.token))]).toEqual([false, true]);
  });

  it('what the replica does not have yet is not taken for missing', async () => {
    expect((await list(`/departments/${change.id}/members`)).status).toBe(200);
    expect((await list(`/departments/${change.id}`)).status).toBe(200);
  });

  it('a key revoked on the primary is refused', async () => {
    const { body: key } = await api.request('POST', '/api-keys', {
      json: { name: 'short', scopes: ['departments:read'] },
    });
    await api.request('DELETE', `/api-keys/${key.id}`);
    const { status } = await list(DEPARTMENTS).then(() =>
      api.request('GET', DEPARTMENTS, { headers: { authorization: `Bearer ${key.token}` } }),
    );
    expect(status).toBe(401);
  });

  it('a token of another database is answered by the primary without waiting, and what is no token is refused', async () => {
    expect(await servedBy(() => list(DEPARTMENTS, 'A'.repeat(22)))).toEqual(['position']);
    const { status, body } = await list(DEPARTMENTS, 'undefined');
    expect([status, body.error.code, body.error.details.header]).toEqual([
      400,
      'MALFORMED_REQUEST',
      'Consistency-Token',
    ]);
  });

  it('reads without a token go to the primary once the replica is too old', async () => {
    while (!(await servedBy(() => list(DEPARTMENTS))).includes('lag')) await delay(50);
    expect(namesIn(await list(DEPARTMENTS))).toContain(change.name);
    const metrics = await api.metrics();
    expect(Number(/^roster_replica_lag_seconds (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThan(MAX_LAG_MS / 1_000);
    expect(Number(/^roster_replica_lag_bytes (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(0);
    expect(metrics).toMatch(/^roster_replica_up 1$/m);
  });
});

/** Waits until the check of the replica has this result; the API is ready all the time. */
async function untilReadyWith(result: string): Promise<void> {
  for (let status: string | undefined; status !== result; await delay(50)) {
    const answer = await fetch(`${api.url}/health/ready`);
    expect(answer.status).toBe(200);
    status = ((await answer.json()) as { checks: Record<string, { status: string }> }).checks.replica?.status;
  }
}

/** Reads until the replica is given up. Each is answered soon, whatever state the replica is in. */
async function untilGivenUp(): Promise<void> {
  for (let by: string[] = []; !by.includes('unavailable'); ) {
    const startedAt = performance.now();
    by = await servedBy(async () => expect((await list(DEPARTMENTS)).status).toBe(200));
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  }
  const { name, token } = await createDepartment();
  expect(namesIn(await list(DEPARTMENTS, token))).toContain(name);
  await untilReadyWith('failed');
  expect(await api.metrics()).toMatch(/^roster_replica_up 0$/m);
}

it('a frozen replica holds up no read for long, leaves the API ready, and is used again', async () => {
  standby.freeze();
  await untilGivenUp();
  standby.thaw();
  await untilServed();
  await untilReadyWith('ok');
}, 60_000);

it('a standby that has not followed the primary to its timeline is not used', async () => {
  const promoted = await startTestStandby(primary);
  await promoted.promote();
  const replica = new ReadReplica({
    primaryUrl: sameDatabase(api.databaseUrl, promoted.url),
    replicaUrl: sameDatabase(api.databaseUrl, standby.url),
    poolSize: 1,
    acquireTimeoutMs: 2_000,
    maxLagMs: MAX_LAG_MS,
  });
  await replica.watch();
  const { failure } = replica.state;
  const reading = await replica.read((tx) => tx.query('SELECT 1'), { after: null });
  await replica.close();
  await promoted.stop();
  expect([failure, reading]).toEqual([expect.stringContaining('another timeline'), 'unavailable']);
}, 60_000);

it('a replica that is killed fails no read', async () => {
  standby.kill();
  await untilGivenUp();
}, 60_000);
