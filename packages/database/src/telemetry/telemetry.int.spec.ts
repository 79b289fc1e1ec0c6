import type { ChangeRequestRecord, ProcessIdentity, ProcessSample } from '@roster/domain';
import { openTestDatabase } from '../database.fixture.js';
import { OperationPurge } from '../operations/operation-purge.js';
import { ChangeRequestReader } from './change-request-reader.js';
import { ChangeRequestRecorder } from './change-request-recorder.js';
import { ProcessSampleReader, ProcessSampleStore } from './process-samples.js';

const database = await openTestDatabase();
afterAll(() => database.close());
beforeEach(async () => {
  await database.owner.query('TRUNCATE change_requests, process_samples');
});

/** Only what the test flushes itself is written. */
const BY_HAND = { flushIntervalMs: 1_000_000 };

function change(values: Partial<ChangeRequestRecord> = {}): ChangeRequestRecord {
  return {
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    operationId: 'op_1',
    organizationId: 'org_xyz789',
    channel: 'rest',
    route: 'POST …/departments/{department_id}/members',
    departmentId: 'dept_abc123',
    userId: 'usr_def456',
    actor: { type: 'api_key', id: 'key_1' },
    triggerId: null,
    node: 'host:1:abc',
    receivedAt: new Date('2026-01-02T03:04:05.678Z'),
    enqueuedAt: new Date('2026-01-02T03:04:05.679Z'),
    jobId: '17',
    repliedAt: new Date('2026-01-02T03:04:05.690Z'),
    status: 201,
    errorCode: null,
    ...values,
  };
}

const FIELDS = { trace_id: 'traceId', user_id: 'userId', organization_id: 'organizationId' } as const;

function recorded(key: 'trace_id' | 'operation_id' | 'user_id', value: string) {
  return new ChangeRequestReader(database.dataSource).find(key, value, 10);
}

describe('the recorder of changes', () => {
  it('writes what was recorded, found by each of its ids', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, BY_HAND);
    recorder.record(change());
    recorder.record(change({ operationId: null, actor: null, enqueuedAt: null, jobId: null, status: 422 }));
    await recorder.close();
    expect(await recorded('operation_id', 'op_1')).toMatchObject([
      {
        trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
        actor_type: 'api_key',
        actor_id: 'key_1',
        job_id: '17',
        status: 201,
        received_at: new Date('2026-01-02T03:04:05.678Z'),
        replied_at: new Date('2026-01-02T03:04:05.690Z'),
      },
    ]);
    expect(await recorded('trace_id', '4bf92f3577b34da6a3ce929d0e0e4736')).toHaveLength(2);
    expect(await recorded('user_id', 'usr_def456')).toHaveLength(2);
  });

  it('finds the latest, also when there are more than are asked for', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, BY_HAND);
    for (let n = 0; n < 12; n += 1) recorder.record(change({ operationId: `op_${n}` }));
    await recorder.close();
    for (const key of ['trace_id', 'user_id', 'organization_id'] as const) {
      const found = await new ChangeRequestReader(database.dataSource).find(key, String(change()[FIELDS[key]]), 3);
      expect(found.map(({ operation_id }) => operation_id)).toEqual(['op_11', 'op_10', 'op_9']);
    }
  });

  it('writes by itself, soon', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, { flushIntervalMs: 1 });
    recorder.record(change());
    while ((await recorded('operation_id', 'op_1')).length === 0);
    await recorder.close();
  });

  it('stores what a hostile caller sent in a form that Postgres takes', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, BY_HAND);
    recorder.record(
      change({ userId: `usr_\0\n\ud800${'x'.repeat(10_000)}`, departmentId: String.raw`"dept\n",{null}` }),
    );
    await recorder.close();
    const [row] = await recorded('operation_id', 'op_1');
    expect(row?.user_id).toMatch(/^usr_\uFFFD{3}x{100,200}$/);
    expect(row?.department_id).toBe(String.raw`"dept\n",{null}`);
    expect(recorder.dropped).toBe(0);
  });

  it('drops what there is no room for, and counts it', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, { ...BY_HAND, capacity: 2 });
    for (let n = 0; n < 5; n += 1) recorder.record(change());
    await recorder.close();
    expect(recorder.dropped).toBe(3);
    expect(await recorded('operation_id', 'op_1')).toHaveLength(2);
  });

  it('drops what nobody known sends too fast, and nothing of those who are known', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, { ...BY_HAND, unauthenticatedPerSecond: 2 });
    const unknown = (second: number) =>
      change({ operationId: null, actor: null, status: 401, receivedAt: new Date(second * 1_000) });
    for (const second of [7, 7, 7, 8, 7, 8, 8, 9]) recorder.record(unknown(second));
    for (let n = 0; n < 5; n += 1) recorder.record(change());
    await recorder.close();
    expect(recorder.dropped).toBe(3);
    const seconds = (await recorded('trace_id', change().traceId)).map(
      ({ received_at }) => received_at.getTime() / 1_000,
    );
    expect(seconds.filter((second) => second < 10).reverse()).toEqual([7, 7, 8, 7, 9]);
    expect(await recorded('operation_id', 'op_1')).toHaveLength(5);
  });

  it('keeps records while the database cannot be reached, and writes them when it can', async () => {
    const errors: string[] = [];
    const recorder = new ChangeRequestRecorder(database.dataSource, {
      ...BY_HAND,
      onError: ({ message }) => void errors.push(message),
    });
    await database.owner.query('ALTER TABLE change_requests RENAME TO elsewhere');
    recorder.record(change());
    await recorder.flush();
    await database.owner.query('ALTER TABLE elsewhere RENAME TO change_requests');
    expect(errors).toEqual([expect.stringContaining('change_requests')]);
    await recorder.close();
    expect(await recorded('operation_id', 'op_1')).toHaveLength(1);
  });

  it('drops what the database refuses, so that it does not stop what comes after', async () => {
    const recorder = new ChangeRequestRecorder(database.dataSource, BY_HAND);
    recorder.record(change({ status: 1e20 }));
    await recorder.flush();
    recorder.record(change());
    await recorder.close();
    expect(recorder.dropped).toBe(1);
    expect(await recorded('operation_id', 'op_1')).toHaveLength(1);
  });
});

const API: ProcessIdentity = {
  kind: 'api',
  id: 'host:1:abc',
  version: '0.1.0',
  startedAt: new Date('2026-01-02T03:04:05.678Z'),
};
const SAMPLE: ProcessSample = {
  interval_ms: 10_000,
  event_loop_lag_ms: 1.5,
  memory_bytes: 1_000,
  requests: { '2xx': 3 },
};

describe('the samples of processes', () => {
  it('are read back for an hour, the oldest first; the latest of each tells who is alive', async () => {
    const store = new ProcessSampleStore(database.dataSource);
    await store.put(API, { ...SAMPLE, memory_bytes: 1 });
    await database.owner.query(`UPDATE process_samples SET at = at - interval '50 minutes'`);
    await store.put({ ...API, kind: 'worker', id: 'host:2:abc' }, SAMPLE);
    await store.put(API, { ...SAMPLE, memory_bytes: 2 });
    const reader = new ProcessSampleReader(database.dataSource);
    expect((await reader.lastHour()).map(({ sample }) => sample.memory_bytes)).toEqual([1, 1_000, 2]);
    expect(await reader.liveProcesses()).toMatchObject([
      { process_kind: 'api', process_id: API.id, started_at: API.startedAt, sample: { memory_bytes: 2 } },
      { process_kind: 'worker', sample: SAMPLE },
    ]);
  });

  it('that are the last of a process that stopped do not count it as alive', async () => {
    const store = new ProcessSampleStore(database.dataSource);
    await store.put(API, SAMPLE);
    expect(await new ProcessSampleReader(database.dataSource).liveProcesses()).toHaveLength(1);
    await store.put(API, { ...SAMPLE, stopped: true });
    expect(await new ProcessSampleReader(database.dataSource).liveProcesses()).toEqual([]);
  });

  it('that are the last of a process are told by their order, also when the clock was set back between them', async () => {
    const store = new ProcessSampleStore(database.dataSource);
    await store.put(API, SAMPLE);
    await database.owner.query(`UPDATE process_samples SET at = at + interval '1 second'`);
    await store.put(API, { ...SAMPLE, stopped: true });
    expect(await new ProcessSampleReader(database.dataSource).liveProcesses()).toEqual([]);
  });

  it('that are too old say nothing of who is alive, and those in a form that is not known are left out', async () => {
    const store = new ProcessSampleStore(database.dataSource);
    await store.put(API, SAMPLE);
    await database.owner.query(`UPDATE process_samples SET at = at - interval '36 seconds'`);
    await database.dataSource.query(
      `INSERT INTO process_samples (at, process_kind, process_id, version, started_at, sample)
       VALUES (now(), 'api', 'host:9:abc', '99', now(), '{"form": "unknown"}')`,
    );
    const reader = new ProcessSampleReader(database.dataSource);
    expect(await reader.liveProcesses()).toEqual([]);
    expect(await reader.lastHour()).toHaveLength(1);
  });
});

it('samples that are too old are purged in batches, the rest stays', async () => {
  const store = new ProcessSampleStore(database.dataSource);
  for (let count = 0; count < 3; count++) await store.put(API, SAMPLE);
  await database.owner.query(`UPDATE process_samples SET at = at - interval '26 hours'`);
  await store.put(API, SAMPLE);
  expect(await new OperationPurge(database.dataSource, 2).run(24)).toMatchObject({ samples: 3 });
  expect(await new ProcessSampleReader(database.dataSource).lastHour()).toHaveLength(1);
});
