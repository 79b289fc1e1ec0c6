import { inspect } from 'node:util';
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  isOperation,
  NotFoundError,
  PermissionDeniedError,
  PreconditionFailedError,
  RateLimitedError,
  Roster,
  RosterError,
  ServerError,
  TimeoutError,
  ValidationError,
} from './index.js';
import { failure, json, MEMBER, OPERATION, rosterWith, silence } from './recorded.fixture.js';

const department = { organizationId: 'org_xyz789', departmentId: 'dept_abc123' };
const jane = { ...department, userId: 'usr_def456' };
const JANE = {
  userId: 'usr_def456',
  fullName: 'Jane Smith',
  email: 'jane@company.com',
  addedAt: '2025-11-02T08:21:45.123Z',
};
const path = '/v1/organizations/org_xyz789/departments/dept_abc123/members';

const thrown = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => Promise.reject(new Error('it was resolved')),
    (error: unknown) => error,
  );

describe('a client', () => {
  it.each([
    ['an API key', { apiKey: '', baseUrl: 'https://roster.example' }, '"apiKey" is missing'],
    ['a URL', { apiKey: 'secret', baseUrl: 'roster.example' }, '"baseUrl" must be a URL'],
    ['a URL of the web', { apiKey: 'secret', baseUrl: 'file:///etc' }, '"baseUrl" must be a URL'],
  ])('needs %s', (_, options, message) => {
    expect(() => new Roster(options)).toThrow(message);
  });

  it('does not show its API key', () => {
    expect(inspect(rosterWith([]).roster, { depth: 9, showHidden: true })).not.toContain('secret');
  });

  it('has the calls by path, too', async () => {
    const { roster, sent } = rosterWith([json({ id: 'org_xyz789' })]);
    const params = { path: { organization_id: 'org_xyz789' } };
    const { data } = await roster.raw.GET('/v1/organizations/{organization_id}', { params });
    expect(data).toEqual({ id: 'org_xyz789' });
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  });
});

describe('a call', () => {
  it('sends its parameters where they belong, and gives the answer in camelCase', async () => {
    const { roster, sent } = rosterWith([json(MEMBER, 201)]);
    expect(await roster.departments.addMember(jane, { idempotencyKey: 'mine' })).toEqual(JANE);
    const [request] = sent;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe(`https://roster.example${path}`);
    expect(await request?.json()).toEqual({ user_id: 'usr_def456' });
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      authorization: 'Bearer secret',
      'content-type': 'application/json',
      'idempotency-key': 'mine',
    });
  });

  it('leaves out what is undefined', async () => {
    const { roster, sent } = rosterWith([json({ data: [], next_cursor: null })]);
    await roster.departments.listMembers({ ...department, q: undefined, includeDescendants: true }).page();
    expect(sent[0]?.url).toBe(`https://roster.example${path}?include_descendants=true`);
  });

  it('gives status and headers, when it is asked for them', async () => {
    const { roster } = rosterWith([json({ id: 'dept_abc123' }, 200, { etag: '"1"' }), failure('X', 404)]);
    const { data, response } = await roster.departments.get(department).withResponse();
    expect([data, response.status, response.headers.get('etag')]).toEqual([{ id: 'dept_abc123' }, 200, '"1"']);
    await expect(roster.departments.get(department).withResponse()).rejects.toBeInstanceOf(NotFoundError);
  });

  it('sends the ETag that was seen', async () => {
    const { roster, sent } = rosterWith([json({ id: 'dept_abc123' })]);
    await roster.departments.update({ ...department, managerUserId: null }, { ifMatch: '"1"' });
    expect(sent[0]?.headers.get('if-match')).toBe('"1"');
    expect(await sent[0]?.json()).toEqual({ manager_user_id: null });
  });

  it('repeats its key when it is sent again', async () => {
    const { roster, sent } = rosterWith([new TypeError('fetch failed'), json(MEMBER, 201)]);
    await roster.departments.addMember(jane);
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), keys[0]]);
  });

  it('gives nothing for an answer without a body', async () => {
    const { roster } = rosterWith([new Response(null, { status: 204 })]);
    expect(await roster.departments.delete({ ...department, members: 'remove' })).toBeUndefined();
  });

  it.each<[string, object]>([
    ['"departmentId" is missing', { organizationId: 'org_1', userId: 'usr_1' }],
    ['"departmentId" is missing', { organizationId: 'org_1', departmentId: undefined, userId: 'usr_1' }],
    ['"departmentId" must be an ID, not ""', { ...jane, departmentId: '' }],
    ['"departmentId" must be an ID, not ".."', { ...jane, departmentId: '..' }],
    ['"departmentId" must be an ID, not null', { ...jane, departmentId: null }],
    ['there is no parameter "department"', { ...jane, department: 'dept_1' }],
  ])('is refused before it is sent: %s', async (message, params) => {
    const { roster, sent } = rosterWith([]);
    const error = await thrown(roster.departments.removeMember(params as never));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty('message', expect.stringMatching(/^departments\.removeMember: /));
    expect(error).toHaveProperty('message', expect.stringContaining(message));
    expect(sent).toEqual([]);
  });

  it('cannot leave its path', async () => {
    const { roster, sent } = rosterWith([json(MEMBER)]);
    await roster.departments.getMember({ ...jane, userId: '../../x?y#z' });
    expect(sent[0]?.url).toBe(`https://roster.example${path}/..%2F..%2Fx%3Fy%23z`);
  });
});

describe('a change', () => {
  const settled = (state: object) => json({ ...OPERATION, ...state });

  it('that takes longer is waited for', async () => {
    const { roster, sent } = rosterWith([
      json(OPERATION, 202),
      json(OPERATION),
      settled({ state: 'done', result: MEMBER }),
    ]);
    expect(await roster.departments.addMember(jane)).toEqual(JANE);
    expect(sent[0]?.headers.get('prefer')).toBeNull();
    expect(sent.slice(1).map(({ url }) => new URL(url).pathname)).toEqual(
      Array(2).fill('/v1/organizations/org_xyz789/operations/op_1'),
    );
  });

  it('that gives nothing resolves with nothing', async () => {
    const { roster } = rosterWith([json(OPERATION, 202), settled({ state: 'done' })]);
    expect(await roster.departments.removeMember(jane)).toBeUndefined();
  });

  it('that is refused later is rejected as one that is refused at once', async () => {
    const error = { code: 'MEMBER_NOT_FOUND', message: 'No.', status: 404, details: { user_id: 'usr_def456' } };
    const { roster } = rosterWith([json(OPERATION, 202), settled({ state: 'done', error })]);
    const refusal = await thrown(roster.departments.addMember(jane));
    expect(refusal).toBeInstanceOf(NotFoundError);
    expect(refusal).toMatchObject({ ...error, traceId: OPERATION.trace_id, operationId: 'op_1' });
  });

  it('resolves with its operation when the caller does not wait longer', async () => {
    const { roster, sent } = rosterWith([json(OPERATION, 202), json(OPERATION, 202), json(MEMBER, 201)]);
    const answers = [
      await roster.departments.addMember(jane, { wait: 0 }),
      await roster.departments.addMember(jane, { wait: 5 }),
      await roster.departments.addMember(jane, { wait: 60 }),
    ];
    expect(sent.map(({ headers }) => headers.get('prefer'))).toEqual(['respond-async', 'wait=5', 'wait=60']);
    expect(answers.map((answer) => isOperation(answer) && answer.userId)).toEqual(['usr_def456', 'usr_def456', false]);
  });

  it.each([-1, 61, 1.5, Number.NaN])('cannot wait for %d seconds', async (wait) => {
    const { roster, sent } = rosterWith([]);
    await expect(roster.departments.addMember(jane, { wait })).rejects.toBeInstanceOf(RangeError);
    expect(sent).toEqual([]);
  });

  it('names its operation when the time is over', async () => {
    const { roster } = rosterWith([json(OPERATION, 202), silence]);
    const error = await thrown(roster.departments.addMember(jane, { timeout: 20 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: 'TIMEOUT', operationId: 'op_1' });
  });
});

describe('an error', () => {
  it.each<[number, typeof RosterError]>([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [412, PreconditionFailedError],
    [413, BadRequestError],
    [422, ValidationError],
    [429, RateLimitedError],
    [500, ServerError],
    [503, ServerError],
  ])('of status %d has a class of its own', async (status, kind) => {
    const { roster } = rosterWith([failure('CODE', status, { 'retry-after': '7', 'operation-id': 'op_1' })], {
      retry: { attempts: 1 },
    });
    const error = await thrown(roster.departments.addMember(jane));
    expect(error).toBeInstanceOf(kind);
    expect(error).toBeInstanceOf(RosterError);
    expect(error).toMatchObject({
      name: kind.name,
      message: 'No.',
      code: 'CODE',
      status,
      details: { user_id: 'usr_def456' },
      traceId: 'a'.repeat(32),
      operationId: 'op_1',
      retryAfter: 7,
    });
  });

  it('of a connection says so, when the last attempt failed', async () => {
    const cause = new TypeError('fetch failed');
    const { roster, sent } = rosterWith([cause, cause], { retry: { attempts: 2 } });
    const error = await thrown(roster.members.list({ organizationId: 'org_1' }).page());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', status: 0, cause });
    expect(sent).toHaveLength(2);
  });

  it('is a good answer that is not of the API', async () => {
    const { roster } = rosterWith([new Response('<html>', { status: 200 })]);
    await expect(roster.departments.get(department)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 200 });
  });

  it('comes when the time is over, of a call and of the client', async () => {
    const { roster } = rosterWith([silence, silence], { timeout: 20 });
    expect(await thrown(roster.departments.get(department))).toBeInstanceOf(TimeoutError);
    expect(await thrown(roster.departments.get(department, { timeout: 10 }))).toBeInstanceOf(TimeoutError);
  });

  it('is the reason of the signal when the caller gives up', async () => {
    const giveUp = new AbortController();
    const { roster } = rosterWith([silence]);
    const call = thrown(roster.departments.get(department, { signal: giveUp.signal }));
    const reason = new Error('enough');
    giveUp.abort(reason);
    expect(await call).toBe(reason);
  });
});

describe('a list', () => {
  const first = () => json({ data: [MEMBER, MEMBER], next_cursor: 'two' });
  const last = () => json({ data: [MEMBER], next_cursor: null });

  it('requests nothing before it is read, and then page by page', async () => {
    const { roster, sent } = rosterWith([first(), last()]);
    const members = roster.departments.listMembers({ ...department, limit: 2 });
    expect(sent).toEqual([]);
    const seen: unknown[] = [];
    for await (const member of members) seen.push(member);
    expect(seen).toEqual([JANE, JANE, JANE]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?limit=2', '?limit=2&cursor=two']);
  });

  it('requests no page that is not needed', async () => {
    const { roster, sent } = rosterWith([first(), last()]);
    for await (const { userId } of roster.departments.listMembers(department)) if (userId) break;
    expect(sent).toHaveLength(1);
  });

  it('gives one page, from which the next can be asked for', async () => {
    const { roster, sent } = rosterWith([first(), last()]);
    const page = await roster.departments.listMembers(department).page();
    expect(page).toEqual({ data: [JANE, JANE], nextCursor: 'two' });
    const cursor = page.nextCursor ?? undefined;
    expect(await roster.departments.listMembers({ ...department, cursor }).page()).toMatchObject({ nextCursor: null });
    expect(sent[1]?.url).toContain('cursor=two');
  });
});

describe('a list that can be had as CSV', () => {
  const events = { organizationId: 'org_xyz789', action: 'member.add' };

  it('comes as a file', async () => {
    const file = new Response('id,action\r\n', { headers: { 'content-type': 'text/csv' } });
    const { roster, sent } = rosterWith([file]);
    const csv = await roster.auditEvents.list(events).csv();
    expect(await new Response(csv).text()).toBe('id,action\r\n');
    expect(sent[0]?.headers.get('accept')).toBe('text/csv');
    expect(sent[0]?.url).toMatch(/\/audit-events\?action=member\.add$/);
  });

  it('is rejected like any other call', async () => {
    const { roster } = rosterWith([failure('PERMISSION_DENIED', 403), silence]);
    expect(await thrown(roster.auditEvents.list(events).csv())).toBeInstanceOf(PermissionDeniedError);
    expect(await thrown(roster.auditEvents.list(events, { timeout: 10 }).csv())).toBeInstanceOf(TimeoutError);
  });
});

describe('waiting for an operation', () => {
  const ids = { organizationId: 'org_xyz789', operationId: 'op_1' };

  it('ends with the operation, and tells of each reading', async () => {
    const error = { code: 'MEMBER_NOT_FOUND', details: { user_id: 'usr_def456' } };
    const { roster } = rosterWith([json(OPERATION), json({ ...OPERATION, state: 'done', error })]);
    const states: string[] = [];
    const operation = await roster.waitForOperation(ids, { onProgress: ({ state }) => states.push(state) });
    expect(operation).toMatchObject({ state: 'done', userId: 'usr_def456', error });
    expect(states).toEqual(['accepted', 'done']);
  });

  it('ends when the time is over', async () => {
    const { roster } = rosterWith(Array.from({ length: 99 }, () => () => json(OPERATION)));
    const error = await thrown(roster.waitForOperation(ids, { timeout: 5 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toHaveProperty('operationId', 'op_1');
  });

  it('lets an error of the listener through', async () => {
    const { roster } = rosterWith([json(OPERATION)]);
    const onProgress = () => {
      throw new Error('of the listener');
    };
    await expect(roster.waitForOperation(ids, { onProgress })).rejects.toThrow('of the listener');
  });
});
