import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { QueryRunner } from 'typeorm';
import { type Answer, type RunningApi, startApi } from '../api.fixture.js';

const MEMBERS = '/departments/dept_abc123/members';
const ONE_SECOND = { prefer: 'wait=1' };

let api: RunningApi;
/** A session that blocks others. */
let other: QueryRunner;
beforeAll(async () => {
  api = await startApi({ worker: false });
  // Committing an operation waits for this lock, at COMMIT and not before.
  await api.owner.query(`
    CREATE FUNCTION hold_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON operations
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_commit();
  `);
  other = api.database.createQueryRunner();
});
afterAll(async () => {
  await other.release();
  await api.close();
});

beforeEach(() => other.startTransaction());
afterEach(async () => {
  if (other.isTransactionActive) await other.rollbackTransaction();
});

const add = (userId: string, headers: Record<string, string>) =>
  api.request('POST', MEMBERS, { json: { user_id: userId }, headers });

/** What blocks the request does so until after it is answered. */
async function expectUnavailable(request: () => Promise<Answer>): Promise<Answer> {
  const answer = await request();
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'SERVICE_UNAVAILABLE' } } });
  expect(answer.body.error.trace_id).toBe(answer.headers.get('trace-id'));
  expect(answer.headers.get('retry-after')).toBe('5');
  return answer;
}

/** The limit is the waiting time plus a second. */
function expectLimitLogged({ body }: Answer): void {
  const err = expect.objectContaining({ message: 'No answer within 2000 ms' });
  expect(api.log).toContainEqual(expect.objectContaining({ trace_id: body.error.trace_id, err }));
}

it('a change whose row is not committed in time is answered 503, and replayed with the same key later', async () => {
  await other.query('SELECT pg_advisory_xact_lock(7)');
  const headers = { ...ONE_SECOND, 'idempotency-key': 'commit-hangs' };
  await expectUnavailable(() => add('usr_def456', headers));
  await other.rollbackTransaction();
  const again = await add('usr_def456', headers);
  expect(again).toMatchObject({ status: 202, body: { state: 'accepted' } });
});

it('a bulk whose rows are not committed in time is answered 503', async () => {
  await other.query('SELECT pg_advisory_xact_lock(7)');
  const body = 'user_id\nusr_def456\n';
  const headers = { ...ONE_SECOND, 'content-type': 'text/csv' };
  await expectUnavailable(() => api.request('POST', `${MEMBERS}/bulk`, { body, headers }));
});

it('a request that hangs before its handler is answered 503', async () => {
  const token = await api.tokenFor(['members:write']);
  await other.query('LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE');
  const headers = { ...ONE_SECOND, authorization: `Bearer ${token}` };
  expectLimitLogged(await expectUnavailable(() => api.request('GET', MEMBERS, { headers })));
});

it('a request that hangs before its body is asked for is answered 503', async () => {
  const token = await api.tokenFor(['members:write']);
  await other.query('LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE');
  const asked = httpRequest(`${api.url}/v1/organizations/org_xyz789${MEMBERS}`, {
    method: 'POST',
    headers: { ...ONE_SECOND, authorization: `Bearer ${token}`, expect: '100-continue', 'content-length': 2 },
  });
  asked.flushHeaders();
  const [answer]: IncomingMessage[] = (await once(asked, 'response')) as [IncomingMessage];
  expect([answer?.statusCode, answer?.headers['retry-after']]).toEqual([503, '5']);
  const err = expect.objectContaining({ message: 'No answer within 2000 ms' });
  expect(api.log).toContainEqual(expect.objectContaining({ trace_id: answer?.headers['trace-id'], err }));
  asked.destroy();
});

it('a read that hangs is answered 503 once, and its late result is neither sent nor logged as an error', async () => {
  await api.request('GET', '/departments/dept_abc123');
  await other.query('LOCK TABLE departments IN ACCESS EXCLUSIVE MODE');
  const from = api.log.length;
  const answer = await expectUnavailable(() => api.request('GET', '/departments/dept_abc123', { headers: ONE_SECOND }));
  const blocked = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const [{ pid }] = await other.query(blocked);
  await other.query('SELECT pg_terminate_backend($1)', [pid]);
  await other.rollbackTransaction();
  // The pool may hand out the ended connection once more before it notices.
  const read = async () => (await api.request('GET', '/departments/dept_abc123')).status;
  for (let status = await read(); status !== 200; status = await read()) expect(status).toBe(503);
  expectLimitLogged(answer);
  const lines = api.log.slice(from).filter((line) => line.trace_id === answer.body.error.trace_id);
  expect(lines.map(({ level, msg, status }) => [level, msg, status])).toEqual([
    ['warn', 'a part of the service is unreachable', undefined],
    ['info', 'answered', 503],
  ]);
});
