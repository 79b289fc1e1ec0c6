import { type RunningApi, startApi } from '../api.fixture.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
});
afterAll(() => api.close());

const MEMBERS = '/departments/dept_abc123/members';

describe('cancelling', () => {
  it('is audited once, however it is repeated, and not at all when the operation had ended', async () => {
    const headers = { prefer: 'respond-async' };
    const { body } = await api.request('POST', `${MEMBERS}/bulk`, { json: { user_ids: ['usr_demo004'] }, headers });
    const traceId = 'ab'.repeat(16);
    const cancel = (key: string) =>
      api.request('DELETE', `/operations/${body.id}`, {
        headers: { 'idempotency-key': key, traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
      });
    const statuses = [];
    for (const key of ['one', 'one', 'two']) statuses.push((await cancel(key)).status);
    expect(statuses).toEqual([200, 200, 409]);
    const audit = await api.request('GET', `/audit-events?operation_id=${body.id}`);
    expect(audit.body.data).toEqual([
      expect.objectContaining({
        action: 'operation.cancel',
        actor: { type: 'api_key', id: expect.stringMatching(/^key_/) },
        channel: 'rest',
        department_id: 'dept_abc123',
        user_id: null,
        trace_id: traceId,
        address: '127.0.0.1',
        subject: body.id,
        before: { kind: 'member.bulk_add', state: 'accepted' },
        after: { kind: 'member.bulk_add', state: 'cancelled' },
      }),
    ]);
  });

  it('ends an operation that has not begun, which is then never carried out', async () => {
    const headers = { prefer: 'respond-async' };
    const { body } = await api.request('POST', MEMBERS, { json: { user_id: 'usr_demo001' }, headers });
    expect(await api.request('DELETE', `/operations/${body.id}`)).toMatchObject({
      status: 200,
      body: {
        id: body.id,
        state: 'cancelled',
        finished_at: expect.any(String),
        error: { code: 'OPERATION_CANCELLED' },
      },
    });
    // From here on a change may be made before it is cancelled.
    await api.startWorker();
    const later = await api.request('POST', MEMBERS, { json: { user_id: 'usr_demo002' } });
    expect(later.status).toBe(201);
    expect(await api.database.query('SELECT user_id FROM department_members')).toEqual([{ user_id: 'usr_demo002' }]);
    expect(await api.request('DELETE', `/operations/${later.headers.get('operation-id')}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'OPERATION_NOT_CANCELLABLE', details: { state: 'done' } } },
    });
  });

  it.each(['op_none', 'nonsense'])('does not find the operation %s', async (id) => {
    expect(await api.request('DELETE', `/operations/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'OPERATION_NOT_FOUND', details: { operation_id: id } } },
    });
  });
});

describe('items', () => {
  it('an operation on one member has none', async () => {
    const answer = await api.request('POST', MEMBERS, { json: { user_id: 'usr_demo003' } });
    const path = `/operations/${answer.headers.get('operation-id')}/items`;
    expect(await api.request('GET', path)).toMatchObject({ status: 200, body: { data: [], next_cursor: null } });
  });

  it.each(['op_none', 'nonsense'])('of the operation %s are not found', async (id) => {
    expect(await api.request('GET', `/operations/${id}/items`)).toMatchObject({
      status: 404,
      body: { error: { code: 'OPERATION_NOT_FOUND' } },
    });
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=1001', 'limit'],
    ['?state=done', 'state'],
    ['?cursor=nonsense', 'cursor'],
    ['?cursor=', 'cursor'],
    ['?page=2', 'page'],
  ])('with the query %s are refused, and %s is named', async (query, field) => {
    expect(await api.request('GET', `/operations/op_1/items${query}`)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED', details: { fields: [expect.objectContaining({ field })] } } },
    });
  });
});
