import { ChangeRequestReader, ProcessSampleReader } from '@roster/database';
import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const MEMBERS = '/departments/dept_abc123/members';

/** Waits for the expected number of records of a trace, which are written in the background. */
async function recordsOf(traceId: string, count = 1) {
  const reader = new ChangeRequestReader(api.database);
  for (;;) {
    const records = await reader.find('trace_id', traceId, 10);
    if (records.length >= count) return records;
  }
}

function traced(traceId: string): { headers: Record<string, string> } {
  return { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } };
}

describe('the record of a request for a change', () => {
  it('says of an add when it came, when and as which job it was enqueued, and how it was answered', async () => {
    const answer = await api.request('POST', MEMBERS, { json: { user_id: 'usr_def456' }, ...traced(TRACE) });
    expect(answer.status).toBe(201);
    const [record] = await recordsOf(TRACE);
    expect(record).toMatchObject({
      operation_id: answer.headers.get('operation-id'),
      organization_id: 'org_xyz789',
      department_id: 'dept_abc123',
      user_id: 'usr_def456',
      channel: 'rest',
      route: 'POST …/departments/{department_id}/members',
      actor_type: 'api_key',
      node: expect.stringContaining(`:${process.pid}:`),
      status: 201,
      error_code: null,
    });
    expect(record?.job_id).not.toBeNull();
    const { received_at, enqueued_at, replied_at } = record ?? {};
    expect(Number(enqueued_at)).toBeGreaterThanOrEqual(Number(received_at));
    expect(Number(replied_at)).toBeGreaterThanOrEqual(Number(received_at));
  });

  it.each([
    ['a token that nobody has', { authorization: 'Bearer nobody' }, { user_id: 'usr_def456' }, 401, 'UNAUTHENTICATED'],
    ['a body that says nothing', {}, {}, 422, 'VALIDATION_FAILED'],
  ])('is written even if it was refused before the queue: %s', async (_, headers, json, status, code) => {
    const traceId = `${status}`.padEnd(32, 'a');
    const answer = await api.request('POST', MEMBERS, { json, headers: { ...traced(traceId).headers, ...headers } });
    expect(answer.status).toBe(status);
    expect(await recordsOf(traceId)).toMatchObject([
      { operation_id: null, department_id: 'dept_abc123', job_id: null, status, error_code: code },
    ]);
  });

  it('is written for malformed ids, without affecting others', async () => {
    const traceId = 'b'.repeat(32);
    await api.request('DELETE', `/departments/dept%00%F0%9F%98%80/members/usr_${'x'.repeat(5_000)}`, traced(traceId));
    const [record] = await recordsOf(traceId);
    expect(record).toMatchObject({ operation_id: null, department_id: expect.stringContaining('dept') });
  });

  it('names the job of a bulk', async () => {
    const traceId = 'c'.repeat(32);
    const answer = await api.request('POST', `${MEMBERS}/bulk`, {
      json: { user_ids: ['usr_demo001'] },
      ...traced(traceId),
    });
    expect(answer.status).toBe(202);
    expect(await recordsOf(traceId)).toMatchObject([{ job_id: expect.any(String), user_id: null, status: 202 }]);
  });

  /** An add whose caller disconnects while it waits for the table. */
  async function abandonedAdd(traceId: string, table: string, token: string): Promise<void> {
    const other = api.owner.createQueryRunner();
    await other.startTransaction();
    await other.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const caller = new AbortController();
    const answer = fetch(`${api.url}/v1/organizations/${api.demo.organizationId}${MEMBERS}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...traced(traceId).headers,
      },
      body: JSON.stringify({ user_id: 'usr_demo002' }),
      signal: caller.signal,
    });
    const blocked = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await api.database.query(blocked)).length === 0);
    caller.abort();
    await expect(answer).rejects.toThrow('aborted');
    // The API has noticed it once it has answered another request.
    await send(`${api.url}/health/live`, 'GET', '');
    await other.rollbackTransaction();
    await other.release();
    const isLogged = (line: Record<string, unknown>) => line.trace_id === traceId && line.msg === 'caller disconnected';
    while (!api.log.some(isLogged)) await new Promise(setImmediate);
  }

  it('says that the caller disconnected before the answer, as metrics do', async () => {
    const traceId = 'e'.repeat(32);
    await abandonedAdd(traceId, 'department_members', api.demo.token);
    const [record] = await recordsOf(traceId);
    expect(record).toMatchObject({ operation_id: expect.any(String), status: 499, error_code: null });
    expect(await api.metrics()).toMatch(/^roster_http_requests_total{.*status="499".*} 1$/m);
  });

  it('is not written when the caller disconnected and had no valid token', async () => {
    const traceId = 'f'.repeat(32);
    await abandonedAdd(traceId, 'api_keys', 'nobody-who-waits');
    await api.request('POST', MEMBERS, { json: {}, ...traced(traceId) });
    expect(await recordsOf(traceId)).toMatchObject([{ status: 422 }]);
  });

  it('is not written for reads', async () => {
    const traceId = 'd'.repeat(32);
    await api.request('GET', MEMBERS, traced(traceId));
    await api.request('POST', MEMBERS, { json: {}, ...traced(traceId) });
    expect(await recordsOf(traceId)).toMatchObject([{ route: expect.stringMatching(/^POST /) }]);
  });
});

it('the API reports at its start that it is alive', async () => {
  expect(await new ProcessSampleReader(api.database).liveProcesses()).toMatchObject([
    { process_kind: 'api', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
  ]);
});

it('metrics are not served on the public port', async () => {
  expect((await send(`${api.url}/metrics`, 'GET', '')).status).toBe(404);
});
