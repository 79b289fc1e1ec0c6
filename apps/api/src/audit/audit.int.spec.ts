import { EventIds } from '@roster/database';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { encodeCursor } from '../contract/cursor.js';
import { recordStatements } from '../statements.fixture.js';

let api: RunningApi;
let operationId: string;
beforeAll(async () => {
  api = await startApi();
  for (let number = 1; number <= 5; number += 1) {
    const { headers } = await api.request('PUT', `/departments/dept_abc123/members/usr_demo00${number}`);
    operationId = String(headers.get('operation-id'));
  }
  await api.request('DELETE', '/departments/dept_abc123/members/usr_demo001');
});
afterAll(() => api.close());

const list = (query = '', headers = {}) => api.request('GET', `/audit-events${query}`, { headers });

describe('the audit', () => {
  it('lists events with all their fields, newest first', async () => {
    const { body } = await list();
    expect(body.data).toHaveLength(6);
    expect(body.data[0]).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      organization_id: 'org_xyz789',
      occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      action: 'member.remove',
      actor: { type: 'api_key', id: expect.stringMatching(/^key_/) },
      channel: 'rest',
      department_id: 'dept_abc123',
      user_id: 'usr_demo001',
      operation_id: expect.stringMatching(/^op_/),
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      address: '127.0.0.1',
      subject: null,
      before: null,
      after: null,
    });
  });

  it('lists each event once across pages', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`?limit=4${cursor}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });

  it('tells by neither IDs nor cursors how many events there are', async () => {
    const { body } = await list('?limit=1');
    const [{ id }] = await api.database.query('SELECT id FROM audit_events ORDER BY id DESC LIMIT 1');
    const ids = await EventIds.read(api.database);
    expect(ids.decode(body.data[0].id)).toBe(id);
    expect(JSON.parse(Buffer.from(body.next_cursor, 'base64url').toString())).toBe(body.data[0].id);
    expect((await list('?limit=1')).body.data).toEqual(body.data);
  });

  it.each([
    ['that was never made', async () => `evt_${'0'.repeat(32)}`],
    ['of another organization', foreignEvent],
  ])('ends at a cursor with an ID %s', async (_, id) => {
    expect((await list(`?cursor=${encodeCursor(await id())}`)).body).toEqual({ data: [], next_cursor: null });
  });

  /** The newest event of all, so that by its number alone all others would follow. */
  async function foreignEvent() {
    const foreign = await api.tokenFor(['audit:read'], 'org_stranger');
    const [{ id }] = await api.database.query(`INSERT INTO audit_events (organization_id, occurred_at, action, channel,
      actor_type, actor_id, trace_id) VALUES ('org_stranger', now(), 'key.create', 'rest', 'user', 'usr_x',
      repeat('0', 32)) RETURNING id`);
    const event = (await EventIds.read(api.database)).encode(id);
    const { body } = await send(`${api.url}/v1/organizations/org_stranger/audit-events`, 'GET', foreign);
    expect(body.data).toMatchObject([{ id: event }]);
    return event;
  }

  it('can be filtered by every field of an event', async () => {
    const { body } = await list(`?operation_id=${operationId}`);
    const [event] = body.data;
    expect(body.data).toHaveLength(1);
    const same: [string, string][] = [
      ['actor', event.actor.id],
      ['action', 'member.add'],
      ['department_id', event.department_id],
      ['user_id', event.user_id],
      ['trace_id', event.trace_id],
      ['from', event.occurred_at],
    ];
    const query = new URLSearchParams(same);
    expect((await list(`?${query}`)).body.data).toEqual([event]);
    for (const [name] of same) {
      const other = new URLSearchParams(same);
      other.set(name, String(OTHER[name]));
      expect((await list(`?${other}`)).body.data).toEqual([]);
    }
    expect((await list(`?to=${event.occurred_at}&operation_id=${operationId}`)).body.data).toEqual([]);
  });

  const OTHER: Record<string, string> = {
    actor: 'key_other',
    action: 'member.remove',
    department_id: 'dept_other',
    user_id: 'usr_other',
    trace_id: '0'.repeat(31).concat('1'),
    from: '2999-01-01T00:00:00+01:00',
  };

  it.each([
    ['?from=yesterday', 'from'],
    ['?to=0000-01-01T00:00:00Z', 'to'],
    ['?user_id=dept_abc123', 'user_id'],
    ['?trace_id=xyz', 'trace_id'],
    ['?actor=%00', 'actor'],
    ['?action=', 'action'],
    ['?cursor=WzFd', 'cursor'],
    // The position of a version that showed the row's number.
    [`?cursor=${encodeCursor('8')}`, 'cursor'],
    [`?cursor=${encodeCursor('evt_8')}`, 'cursor'],
    ['?who=me', 'who'],
  ])('refuses %s and names the field', async (query, field) => {
    expect(await list(query)).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED', details: { fields: [expect.objectContaining({ field })] } } },
    });
  });

  it('says what a trace id is when two are given', async () => {
    const { body } = await list('?trace_id=a&trace_id=b');
    expect(body.error.details.fields).toMatchObject([{ field: 'trace_id', expected: '32 hex digits' }]);
  });

  it('needs its scope, and never shows another organization', async () => {
    const url = `${api.url}/v1/organizations/org_xyz789/audit-events`;
    const without = await api.tokenFor(['members:read', 'operations:read']);
    expect(await send(url, 'GET', without)).toMatchObject({
      status: 403,
      body: { error: { details: { required_scope: 'audit:read' } } },
    });
    const foreign = await api.tokenFor(['audit:read'], 'org_foreign');
    expect(await send(url, 'GET', foreign)).toMatchObject({
      status: 404,
      body: { error: { code: 'ORGANIZATION_NOT_FOUND' } },
    });
    const own = await send(`${api.url}/v1/organizations/org_foreign/audit-events`, 'GET', foreign);
    expect(own.body).toEqual({ data: [], next_cursor: null });
  });
});

describe('the audit as CSV', () => {
  it('is complete, with a header line, whatever the page size', async () => {
    const answer = await list('?limit=1', { accept: 'text/csv' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toContain('audit-events.csv');
    const lines = answer.text.split('\r\n');
    expect(lines[0]).toBe(
      'id,occurred_at,action,actor_type,actor_id,channel,department_id,user_id,operation_id,trace_id,address,subject,before,after',
    );
    expect(lines).toHaveLength(8);
    expect(lines[1]).toMatch(
      /^evt_[0-9a-f]{32},.*,member\.remove,api_key,key_\w+,rest,dept_abc123,usr_demo001,op_\w+,\w{32},127\.0\.0\.1,,,$/,
    );
  });

  it('contains no formula, whatever the actor', async () => {
    await api.database.query(`INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id,
      channel, actor_type, actor_id, operation_id, trace_id)
      SELECT 'org_xyz789', now(), 'member.add', 'dept_abc123', 'usr_demo001', 'slack', 'user', '=cmd|''/c x''!A1',
        'op_1', repeat('0', 32) FROM generate_series(1, 2500)`);
    const { text } = await list('?actor=%3Dcmd%7C%27%2Fc%20x%27!A1', { accept: 'text/csv' });
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(2502);
    expect(lines[1]).toContain(`"'=cmd|'/c x'!A1"`);
  });

  it('is logged and counted once when its caller disconnects after its first chunk', async () => {
    const counted = async () =>
      Number(/^roster_http_requests_total{[^}]*audit-events",status="200".*} (\d+)$/m.exec(await api.metrics())?.[1]);
    const before = await counted();
    const traceId = '5'.repeat(32);
    const other = api.owner.createQueryRunner();
    await other.startTransaction();
    await other.query('LOCK TABLE audit_events');
    const caller = new AbortController();
    const { body } = await fetch(`${api.url}/v1/organizations/${api.demo.organizationId}/audit-events`, {
      headers: {
        authorization: `Bearer ${api.demo.token}`,
        accept: 'text/csv',
        'accept-encoding': 'identity',
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      },
      signal: caller.signal,
    });
    await body?.getReader().read();
    caller.abort();
    const lines = () => api.log.filter(({ trace_id }) => trace_id === traceId);
    while (lines().length === 0) await new Promise(setImmediate);
    await other.rollbackTransaction();
    await other.release();
    expect((await list()).status).toBe(200);
    expect(lines()).toEqual([expect.objectContaining({ status: 200, msg: 'answer broke off' })]);
    expect(await counted()).toBe(before + 2);
  });

  it('errors keep their form', async () => {
    expect(await list('?from=x', { accept: 'text/csv' })).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION_FAILED' } },
    });
  });

  it('is not read for a HEAD, whose answer has no body', async () => {
    const recorder = await recordStatements(api.database);
    try {
      const statements = await recorder.during(async () => {
        const answer = await api.request('HEAD', '/audit-events', { headers: { accept: 'text/csv' } });
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching('^text/csv')]);
        await api.request('GET', '/departments');
      });
      expect(statements.filter((text) => text.includes('FROM departments'))).not.toEqual([]);
      expect(statements.filter((text) => text.includes('FROM audit_events'))).toEqual([]);
    } finally {
      recorder.stop();
    }
  });

  it('breaks off, and the log says why, when the database fails after its beginning', async () => {
    await api.owner.query('ALTER TABLE audit_events RENAME TO elsewhere');
    try {
      await expect(list('', { accept: 'text/csv' })).rejects.toThrow();
    } finally {
      await api.owner.query('ALTER TABLE elsewhere RENAME TO audit_events');
    }
    expect(api.log).toContainEqual(
      expect.objectContaining({ level: 'error', msg: expect.stringContaining('"audit_events" does not exist') }),
    );
  });
});
