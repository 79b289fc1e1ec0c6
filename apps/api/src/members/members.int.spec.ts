import { type RunningApi, send, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const MEMBERS = '/departments/dept_abc123/members';
let people = 0;
/** A member of the organization that no other test uses. */
function somebody(): string {
  people += 1;
  return `usr_demo${String(people).padStart(3, '0')}`;
}
const add = (userId: string, headers: Record<string, string> = {}) =>
  api.request('POST', MEMBERS, { json: { user_id: userId }, headers });

describe('adding a member', () => {
  it('is answered 201 with the four fields of the reference page', async () => {
    const answer = await add('usr_def456');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      user_id: 'usr_def456',
      full_name: 'Jane Smith',
      email: 'jane@company.com',
      added_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(answer.headers.get('operation-id')).toMatch(/^op_/);
    expect(answer.headers.get('traceparent')).toContain(answer.headers.get('trace-id'));
  });

  it('refuses to add the same user twice, in the words of the reference page', async () => {
    const user = somebody();
    await add(user);
    expect(await add(user)).toMatchObject({
      status: 409,
      body: {
        success: false,
        error: {
          code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
          message: 'This user is already a member of the department.',
          system_message: 'Department membership duplicate',
          type: 'client_error',
          status: 409,
          details: { user_id: user, department_id: 'dept_abc123' },
        },
      },
    });
  });

  it('refuses a user who is not a member of the organization, in the words of the reference page', async () => {
    expect((await add('usr_invalid')).body.error).toMatchObject({
      code: 'MEMBER_NOT_FOUND',
      message: 'The specified user is not a member of this organization.',
      status: 404,
      details: { user_id: 'usr_invalid' },
    });
  });

  it.each(['dept_none', 'nonsense', '%00', 'dept_%F0%9F%98%80'])(
    'does not find the department %s',
    async (department) => {
      const answer = await api.request('POST', `/departments/${department}/members`, { json: { user_id: somebody() } });
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'DEPARTMENT_NOT_FOUND' } } });
    },
  );

  it('adds once when twenty requests come at once', async () => {
    const user = somebody();
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => add(user)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  });

  it('continues the trace of the caller, down to the audit', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await add(somebody(), { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    const operationId = answer.headers.get('operation-id');
    expect(answer.headers.get('trace-id')).toBe(traceId);
    expect(
      await api.database.query('SELECT trace_id FROM audit_events WHERE operation_id = $1', [operationId]),
    ).toEqual([{ trace_id: traceId }]);
    expect(api.log.filter((line) => line.operation_id === operationId)).toEqual([
      expect.objectContaining({
        trace_id: traceId,
        organization_id: 'org_xyz789',
        status: 201,
        ms: expect.any(Number),
      }),
    ]);
  });
});

describe('an Idempotency-Key', () => {
  it('gives the first answer again, quoted or not', async () => {
    const user = somebody();
    const first = await add(user, { 'idempotency-key': 'again' });
    const second = await add(user, { 'idempotency-key': '"again"' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('operation-id')).toBe(first.headers.get('operation-id'));
  });

  it('gives the first answer again when it was an error', async () => {
    const user = somebody();
    await add(user);
    const first = await add(user, { 'idempotency-key': 'error' });
    await api.request('DELETE', `${MEMBERS}/${user}`);
    const second = await add(user, { 'idempotency-key': 'error' });
    expect([first.status, second.status]).toEqual([409, 409]);
  });

  it('gives everyone the same answer when ten race', async () => {
    const user = somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(user, { 'idempotency-key': 'race' })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  it('is refused for another request', async () => {
    await add(somebody(), { 'idempotency-key': 'reused' });
    expect(await add(somebody(), { 'idempotency-key': 'reused' })).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
  });

  it('belongs to its route', async () => {
    const user = somebody();
    const headers = { 'idempotency-key': 'route' };
    expect((await add(user, headers)).status).toBe(201);
    expect((await api.request('DELETE', `${MEMBERS}/${user}`, { headers })).status).toBe(204);
  });
});

describe('Prefer', () => {
  it('respond-async is answered 202 with the operation, which then ends', async () => {
    const user = somebody();
    const answer = await add(user, { prefer: 'respond-async' });
    const operationId = answer.headers.get('operation-id');
    expect(answer.status).toBe(202);
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect(answer.headers.get('location')).toBe(`/v1/organizations/org_xyz789/operations/${operationId}`);
    expect(answer.body).toMatchObject({ id: operationId, kind: 'member.add', user_id: user, channel: 'rest' });

    const ended = await operationEnded(`${api.url}${answer.headers.get('location')}`);
    expect(ended).toEqual({
      ...answer.body,
      state: 'done',
      finished_at: expect.any(String),
      result: { user_id: user, full_name: expect.any(String), email: expect.any(String), added_at: expect.any(String) },
      error: null,
    });
  });

  it('an operation says why nothing was changed', async () => {
    const answer = await add('usr_invalid', { prefer: 'respond-async' });
    expect(await operationEnded(`${api.url}${answer.headers.get('location')}`)).toMatchObject({
      state: 'done',
      result: null,
      error: { code: 'MEMBER_NOT_FOUND', status: 404, details: { user_id: 'usr_invalid' } },
    });
  });

  it('wait=N waits for the outcome and says so', async () => {
    const answer = await add(somebody(), { prefer: 'wait=20' });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([201, 'wait=20']);
  });

  it('is refused when malformed', async () => {
    expect(await add(somebody(), { prefer: 'wait=forever' })).toMatchObject({
      status: 400,
      body: { error: { code: 'MALFORMED_REQUEST', details: { header: 'Prefer' } } },
    });
  });

  async function operationEnded(url: string) {
    for (;;) {
      const { body } = await send(url, 'GET', api.demo.token);
      if (body.state !== 'accepted') return body;
    }
  }
});

describe('removing a member', () => {
  it('is answered 204 without a body, then 404', async () => {
    const user = somebody();
    await add(user);
    expect(await api.request('DELETE', `${MEMBERS}/${user}`)).toMatchObject({ status: 204, text: '' });
    expect(await api.request('DELETE', `${MEMBERS}/${user}`)).toMatchObject({
      status: 404,
      body: {
        error: { code: 'DEPARTMENT_MEMBER_NOT_FOUND', details: { user_id: user, department_id: 'dept_abc123' } },
      },
    });
  });

  it('answers a malformed id like one that does not exist', async () => {
    expect(await api.request('DELETE', `${MEMBERS}/nonsense%00`)).toMatchObject({
      status: 404,
      body: { error: { code: 'DEPARTMENT_MEMBER_NOT_FOUND', details: { user_id: 'nonsense\u0000' } } },
    });
  });
});

describe('listing members', () => {
  const list = (query: string) => api.request('GET', `/departments/dept_plat01/members${query}`);

  it('lists every member once, in the order of adding', async () => {
    const users = Array.from({ length: 5 }, somebody);
    for (const user of users)
      await api.request('POST', '/departments/dept_plat01/members', { json: { user_id: user } });
    const seen: string[] = [];
    let query = '?limit=2';
    for (;;) {
      const { body } = await list(query);
      seen.push(...body.data.map((member: { user_id: string }) => member.user_id));
      if (body.next_cursor === null) break;
      query = `?limit=2&cursor=${body.next_cursor}`;
    }
    expect(seen).toEqual(users);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?cursor=nonsense', 'cursor'],
    ['?cursor=', 'cursor'],
    ['?page=2', 'page'],
  ])('%s is refused and names %s', async (query, field) => {
    expect(await list(query)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED', details: { fields: [expect.objectContaining({ field })] } } },
    });
  });

  it('does not find an unknown department', async () => {
    expect(await api.request('GET', '/departments/dept_none/members')).toMatchObject({
      status: 404,
      body: { error: { code: 'DEPARTMENT_NOT_FOUND' } },
    });
  });
});
