import { describeWithRedis } from '@roster/local-stack';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

const MEMBERS = '/departments/dept_abc123/members';
const BULK = `${MEMBERS}/bulk`;
const CSV = { 'content-type': 'text/csv' };
const WAIT = { prefer: 'wait=30' };

function people(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `usr_demo${String(from + index).padStart(3, '0')}`);
}

/** The same guarantees on every backend. */
function suite(redisUrl: string | undefined): void {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ redisUrl });
  });
  afterAll(() => api.close());
  beforeEach(() => api.database.query('DELETE FROM department_members'));

  const bulk = (json: object, headers: Record<string, string> = {}) => api.request('POST', BULK, { json, headers });
  const operationOf = ({ headers }: Answer) => `/operations/${headers.get('operation-id')}`;

  async function ended(path: string) {
    for (;;) {
      const { body } = await api.request('GET', path);
      if (body.state !== 'accepted') return body;
    }
  }

  async function items(path: string, query = '') {
    const { body } = await api.request('GET', `${path}/items${query}`);
    return body.data.map((item: { error: { code: string } | null; state: string }) => item.error?.code ?? item.state);
  }

  async function members(): Promise<number> {
    const [{ count }] = await api.database.query('SELECT count(*)::int AS count FROM department_members');
    return count;
  }

  it('is answered 202 with the operation, which ends with a summary and a result for each item', async () => {
    const [known] = people(1, 1);
    await api.request('POST', MEMBERS, { json: { user_id: known } });
    const answer = await bulk({ user_ids: [known, 'usr_demo002', 'usr_nobody', 'usr_demo002'] });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/organizations/org_xyz789${operationOf(answer)}`);
    expect(answer.body).toMatchObject({
      kind: 'member.bulk_add',
      mode: 'partial',
      user_id: null,
      channel: 'bulk',
      progress: { total: 4 },
      result: null,
    });
    expect(await ended(operationOf(answer))).toEqual({
      ...answer.body,
      state: 'done',
      finished_at: expect.any(String),
      progress: { total: 4, done: 4, added: 1, rejected: 3 },
      summary: { total: 4, added: 1, rejected: 3, cancelled: 0 },
      result: null,
      error: null,
    });
    const page = await api.request('GET', `${operationOf(answer)}/items?limit=2`);
    expect(page.body).toEqual({
      data: [
        {
          position: 1,
          line: null,
          user_id: known,
          email: null,
          state: 'rejected',
          error: {
            code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
            message: 'This user is already a member of the department.',
            details: { user_id: known, department_id: 'dept_abc123' },
          },
          added_at: null,
        },
        {
          position: 2,
          line: null,
          user_id: 'usr_demo002',
          email: null,
          state: 'added',
          error: null,
          added_at: expect.stringMatching(/Z$/),
        },
      ],
      next_cursor: expect.any(String),
    });
    expect(await items(operationOf(answer), `?limit=2&cursor=${page.body.next_cursor}`)).toEqual([
      'MEMBER_NOT_FOUND',
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
    ]);
    expect(await items(operationOf(answer), '?state=added')).toEqual(['added']);
  });

  it('is answered 200 with the ended operation when asked to wait', async () => {
    const answer = await bulk({ user_ids: people(1, 40) }, WAIT);
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, 'wait=30']);
    expect(answer.body).toMatchObject({ state: 'done', summary: { total: 40, added: 40 } });
    expect(await members()).toBe(40);
  });

  it('can be a file of e-mail addresses, whose items have line numbers', async () => {
    const body = 'email\nPerson001@company.com\n\nno@company.com\n';
    const answer = await api.request('POST', BULK, { body, headers: { ...CSV, ...WAIT } });
    expect(answer).toMatchObject({ status: 200, body: { summary: { added: 1, rejected: 1 } } });
    const page = await api.request('GET', `${operationOf(answer)}/items`);
    expect(page.body.data).toMatchObject([
      { line: 2, user_id: 'usr_demo001', email: 'Person001@company.com', state: 'added' },
      { line: 4, user_id: null, error: { code: 'MEMBER_NOT_FOUND', details: { email: 'no@company.com' } } },
    ]);
  });

  it('an atomic one adds nobody when one is rejected, and says so', async () => {
    const body = `user_id\n${people(1, 3).join('\n')}\nusr_nobody\n`;
    const answer = await api.request('POST', `${BULK}?mode=atomic`, { body, headers: { ...CSV, ...WAIT } });
    expect(answer).toMatchObject({
      status: 200,
      body: { state: 'done', mode: 'atomic', error: { code: 'BULK_ATOMIC_ABORTED' }, summary: { rejected: 4 } },
    });
    expect(await items(operationOf(answer))).toEqual([...Array(3).fill('BULK_ATOMIC_ABORTED'), 'MEMBER_NOT_FOUND']);
    expect(await members()).toBe(0);
  });

  it('an atomic one adds everybody when all can be added', async () => {
    const answer = await bulk({ user_ids: people(1, 10), mode: 'atomic' }, WAIT);
    expect(answer).toMatchObject({ status: 200, body: { error: null, summary: { added: 10 } } });
  });

  it('is the same operation again with the same Idempotency-Key, also when ten race', async () => {
    const headers = { 'idempotency-key': 'bulk' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => bulk({ user_ids: people(1, 5) }, headers)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    await ended(operationOf(answers[0] as Answer));
    const again = await bulk({ user_ids: people(1, 5) }, headers);
    expect(again).toMatchObject({ status: 202, body: { id: answers[0]?.body.id, state: 'done' } });
    expect(await bulk({ user_ids: people(1, 6) }, headers)).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    expect(await bulk({ user_ids: people(1, 5), mode: 'atomic' }, headers)).toMatchObject({ status: 422 });
  });

  it('can be retried for those that it did not add', async () => {
    const first = await bulk({ user_ids: [...people(1, 2), 'usr_new1'] }, WAIT);
    await api.database.query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email)
       VALUES ('org_xyz789', 'usr_new1', 'New', 'new@company.com') ON CONFLICT DO NOTHING`,
    );
    const retry = await api.request('POST', `${operationOf(first)}/retry`, { headers: WAIT });
    expect(retry).toMatchObject({ status: 200, body: { mode: 'partial', summary: { total: 1, added: 1 } } });
    expect(retry.body.id).not.toBe(first.body.id);
    await api.database.query(`DELETE FROM department_members WHERE user_id = 'usr_new1'`);
    await api.database.query(`DELETE FROM organization_members WHERE user_id = 'usr_new1'`);
  });

  it('cannot be retried when it added everybody or has not ended, or when it is no bulk', async () => {
    const complete = await bulk({ user_ids: people(1, 2) }, WAIT);
    const single = await api.request('POST', MEMBERS, {
      json: { user_id: 'usr_demo003' },
      headers: { prefer: 'wait=0' },
    });
    await ended(operationOf(single));
    for (const answer of [complete, single]) {
      expect(await api.request('POST', `${operationOf(answer)}/retry`)).toMatchObject({
        status: 409,
        body: { error: { code: 'OPERATION_NOT_RETRYABLE' } },
      });
    }
  });
}

describe('a bulk, on Postgres', () => suite(undefined));

describeWithRedis('a bulk, on Redis', (redisUrl) => suite(redisUrl && `${redisUrl}/2`));

describe('a bulk without a worker', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({ worker: false });
  });
  afterAll(() => api.close());

  it('is accepted, can be cancelled once, and can then be retried', async () => {
    const made = await api.request('POST', BULK, { json: { user_ids: people(1, 3) }, headers: { prefer: 'wait=0' } });
    expect(made.status).toBe(202);
    const path = `/operations/${made.body.id}`;
    expect(await api.request('POST', `${path}/retry`)).toMatchObject({ status: 409 });
    expect(await api.request('DELETE', path)).toMatchObject({
      status: 200,
      body: {
        state: 'cancelled',
        error: null,
        progress: { done: 0 },
        summary: { total: 3, added: 0, rejected: 0, cancelled: 3 },
      },
    });
    expect(await api.request('DELETE', path)).toMatchObject({
      status: 409,
      body: { error: { code: 'OPERATION_NOT_CANCELLABLE', details: { state: 'cancelled' } } },
    });
    expect((await api.request('GET', `${path}/items?state=cancelled`)).body.data).toHaveLength(3);
    expect(await api.request('POST', `${path}/retry`)).toMatchObject({ status: 202, body: { progress: { total: 3 } } });
  });

  it('answers 202 to those who wait when the API stops', async () => {
    const other = await startApi({ worker: false });
    const answer = other.request('POST', BULK, { json: { user_ids: people(1, 3) }, headers: { prefer: 'wait=60' } });
    while ((await other.database.query('SELECT FROM operations')).length === 0);
    await Promise.all([
      other.close(),
      expect(answer).resolves.toMatchObject({ status: 202, body: { state: 'accepted' } }),
    ]);
  });

  it('and its operation look to a token of another organization as if they did not exist', async () => {
    const { body } = await api.request('POST', BULK, { json: { user_ids: people(4, 5) } });
    const foreign = await api.tokenFor(['members:write', 'operations:read'], 'org_other');
    const requests = [
      ['POST', '/departments/dept_abc123/members/bulk'],
      ['GET', `/operations/${body.id}/items`],
      ['DELETE', `/operations/${body.id}`],
      ['POST', `/operations/${body.id}/retry`],
    ] as const;
    for (const [method, path] of requests) {
      for (const [organization, code] of [
        ['org_xyz789', 'ORGANIZATION_NOT_FOUND'],
        ['org_other', '(DEPARTMENT|OPERATION)_NOT_FOUND'],
      ]) {
        const options = path.endsWith('bulk') ? { json: { user_ids: people(1, 1) } } : {};
        const url = `${api.url}/v1/organizations/${organization}${path}`;
        const answer = await send(url, method, foreign, options);
        expect(answer).toMatchObject({ status: 404, body: { error: { code: expect.stringMatching(`^${code}$`) } } });
      }
    }
    expect((await api.request('GET', `/operations/${body.id}`)).body.state).toBe('accepted');
  });

  it.each([
    ['POST', BULK, 'members:write'],
    ['GET', '/operations/op_1/items', 'operations:read'],
    ['DELETE', '/operations/op_1', 'members:write'],
    ['POST', '/operations/op_1/retry', 'members:write'],
  ])('%s %s takes a token with the scope %s', async (method, path, scope) => {
    const token = await api.tokenFor(['members:read']);
    expect(await send(`${api.url}/v1/organizations/org_xyz789${path}`, method, token)).toMatchObject({
      status: 403,
      body: { error: { details: { required_scope: scope } } },
    });
  });
});
