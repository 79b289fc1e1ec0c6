import { type RunningApi, startApi } from '../api.fixture.js';

const PATH = '/departments/dept_supp01';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
  // The last statement of a deletion then takes as long as it likes, and its transaction has hardly any time left.
  await api.owner.query(`
    CREATE FUNCTION shorten() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM set_config('statement_timeout', '50', true); RETURN NULL; END $$;
    CREATE TRIGGER shorten AFTER DELETE ON department_members EXECUTE FUNCTION shorten();
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(600); RETURN OLD; END $$;
    CREATE TRIGGER dawdle BEFORE DELETE ON departments FOR EACH ROW EXECUTE FUNCTION dawdle();
  `);
  await api.database.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     VALUES ('dept_supp01', 'usr_def456', 'org_xyz789', now(), 'user:usr_def456')`,
  );
});
afterAll(() => api.close());

it('a deletion that takes too long changes nothing, says so, and succeeds later with the same key', async () => {
  const before = await api.request('GET', PATH);
  const deletion = () =>
    api.request('DELETE', `${PATH}?members=remove`, { headers: { 'idempotency-key': 'too-long-at-first' } });
  const answer = await deletion();
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'DATABASE_TIMEOUT', details: {} } } });
  expect(answer.headers.get('retry-after')).toBe('5');
  expect((await api.request('GET', PATH)).body).toEqual(before.body);
  expect(before.body.member_count).toBeGreaterThan(0);
  const traceId = answer.headers.get('trace-id');
  expect(api.log.find((line) => line.level === 'warn' && line.trace_id === traceId)).toMatchObject({
    msg: 'a statement took too long',
    err: { message: expect.stringContaining('statement timeout') },
  });

  await api.owner.query('DROP TRIGGER dawdle ON departments');
  expect((await deletion()).status).toBe(204);
});
