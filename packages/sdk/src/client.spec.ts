import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRoster, isRosterError, items, ok, waitForOperation } from './index.js';

const PATH = '/v1/organizations/{organization_id}/departments/{department_id}/members';
const path = { organization_id: 'org_xyz789', department_id: 'dept_abc123' };
const MEMBER = { user_id: 'usr_def456', full_name: 'Jane Smith', email: 'jane@company.com', added_at: 'now' };

type Reply = Response | Error;

/** A client whose requests are answered from a list, and the requests that it sent. */
function rosterWith(replies: Reply[], retry = {}) {
  const sent: Request[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(request);
    const reply = replies.shift() ?? new Error('no reply is left');
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const roster = createRoster({
    baseUrl: 'https://roster.example/',
    token: async () => 'secret',
    retry: { firstPauseMs: 1, ...retry },
    fetch,
  });
  return { roster, sent };
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

function failure(code: string, status: number, headers?: Record<string, string>): Response {
  const error = { code, message: 'No.', details: { user_id: 'usr_def456' }, trace_id: 'a'.repeat(32) };
  return json({ success: false, error }, status, headers);
}

const add = ({ roster }: ReturnType<typeof rosterWith>, headers = {}) =>
  ok(roster.POST(PATH, { params: { path, header: headers }, body: { user_id: 'usr_def456' } }));

describe('a request', () => {
  it('bears the token, and an Idempotency-Key of its own when it writes', async () => {
    const { roster, sent } = rosterWith([json(MEMBER, 201), json(MEMBER, 201), json({ data: [], next_cursor: null })]);
    await add({ roster, sent });
    await add({ roster, sent });
    await ok(roster.GET(PATH, { params: { path } }));
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(Array(3).fill('Bearer secret'));
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBeNull();
    expect(sent[0]?.url).toBe('https://roster.example/v1/organizations/org_xyz789/departments/dept_abc123/members');
  });

  it('keeps the Idempotency-Key that it was given', async () => {
    const client = rosterWith([json(MEMBER, 201)]);
    await add(client, { 'Idempotency-Key': 'mine' });
    expect(client.sent[0]?.headers.get('idempotency-key')).toBe('mine');
  });
});

it('without followMoves a redirect to another cell is an error with the new URL', async () => {
  const details = { location: 'http://127.0.0.1:1/v1/elsewhere' };
  const error = { code: 'ORGANIZATION_MOVED', message: 'It has moved.', details, trace_id: 'a'.repeat(32) };
  const server = createServer((_, response) => {
    response.writeHead(308, { location: details.location, 'content-type': 'application/json' });
    response.end(JSON.stringify({ success: false, error }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const roster = createRoster({ baseUrl: `http://127.0.0.1:${port}`, token: 'secret', followMoves: false });
  await expect(ok(roster.GET(PATH, { params: { path } }))).rejects.toMatchObject({
    code: 'ORGANIZATION_MOVED',
    status: 308,
    details,
  });
  server.close();
});

describe('a retry', () => {
  it.each<[string, Reply]>([
    ['a lost connection', new TypeError('fetch failed')],
    ['429', failure('RATE_LIMITED', 429, { 'retry-after': '0' })],
    ['502 of a proxy', new Response('<html>', { status: 502 })],
    ['503', failure('OVERLOADED', 503)],
    ['504 of a proxy', new Response('', { status: 504 })],
  ])('follows %s, with the same key and body', async (_, reply) => {
    const client = rosterWith([reply, json(MEMBER, 201)]);
    expect(await add(client)).toEqual(MEMBER);
    const [first, second] = client.sent;
    expect(second?.headers.get('idempotency-key')).toBe(first?.headers.get('idempotency-key'));
    expect(await second?.text()).toBe('{"user_id":"usr_def456"}');
  });

  it.each([
    ['DEPARTMENT_MEMBERSHIP_DUPLICATE', 409],
    ['VALIDATION_FAILED', 422],
    ['INTERNAL_ERROR', 500],
  ])('does not follow %s', async (code, status) => {
    const client = rosterWith([failure(code, status)]);
    await expect(add(client)).rejects.toMatchObject({ code, status });
    expect(client.sent).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ['a lost connection', new TypeError('fetch failed')],
    ['503, which does not say whether it was done', failure('SERVICE_UNAVAILABLE', 503)],
  ])('of any other write follows %s, too, with the same key', async (_, reply) => {
    const { roster, sent } = rosterWith([reply, json({}, 201)]);
    await roster.POST('/v1/organizations/{organization_id}/departments', {
      params: { path: { organization_id: 'org_xyz789' } },
      body: { name: 'New', description: null, manager_user_id: null, parent_id: null },
    });
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), keys[0]]);
  });

  it('waits as long as Retry-After says', async () => {
    const began = performance.now();
    const client = rosterWith([failure('OVERLOADED', 503, { 'retry-after': '1' }), json(MEMBER, 201)]);
    expect(await add(client)).toEqual(MEMBER);
    // Timers may fire a millisecond early.
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it('does not wait for a Retry-After that is too far away', async () => {
    const client = rosterWith([failure('RATE_LIMITED', 429, { 'retry-after': '3600' })]);
    await expect(add(client)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('ends after as many attempts as it may make', async () => {
    const client = rosterWith(
      Array.from({ length: 9 }, () => failure('OVERLOADED', 503)),
      { attempts: 3 },
    );
    await expect(add(client)).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(client.sent).toHaveLength(3);
  });

  it('ends when the caller gives up', async () => {
    const giveUp = new AbortController();
    const { roster } = rosterWith([failure('OVERLOADED', 503, { 'retry-after': '30' })]);
    const reading = roster.GET(PATH, { params: { path }, signal: giveUp.signal });
    setImmediate(() => giveUp.abort(new Error('enough')));
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('an error', () => {
  it('says what the API said', async () => {
    const client = rosterWith([failure('MEMBER_NOT_FOUND', 404, { 'operation-id': 'op_1' })]);
    const error = await add(client).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'NotFoundError',
      message: 'No.',
      code: 'MEMBER_NOT_FOUND',
      status: 404,
      details: { user_id: 'usr_def456' },
      traceId: 'a'.repeat(32),
      operationId: 'op_1',
    });
    expect(isRosterError(error)).toBe(true);
    expect(isRosterError(error, 'MEMBER_NOT_FOUND')).toBe(true);
    expect(isRosterError(error, 'DEPARTMENT_NOT_FOUND')).toBe(false);
  });

  it('that is not of the API is told as such', async () => {
    const client = rosterWith([new Response('<html>', { status: 403 })]);
    await expect(add(client)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER', status: 403 });
  });
});

describe('a list', () => {
  it('is read page by page, and only as far as it is needed', async () => {
    const pages = () => [json({ data: [1, 2], next_cursor: 'two' }), json({ data: [3], next_cursor: null })];
    const whole = rosterWith(pages());
    const read = ({ roster }: ReturnType<typeof rosterWith>) =>
      items((cursor) => roster.GET(PATH, { params: { path, query: cursor === undefined ? {} : { cursor } } }));
    const seen: unknown[] = [];
    for await (const item of read(whole)) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
    expect(whole.sent[1]?.url).toContain('cursor=two');

    const part = rosterWith(pages());
    for await (const item of read(part)) if (item) break;
    expect(part.sent).toHaveLength(1);
  });
});

describe('waiting for an operation', () => {
  it('ends with the operation', async () => {
    const { roster, sent } = rosterWith([json({ state: 'accepted' }), json({ state: 'done', result: MEMBER })]);
    expect(await waitForOperation(roster, 'org_xyz789', 'op_1')).toMatchObject({ state: 'done', result: MEMBER });
    expect(sent[0]?.url).toContain('/operations/op_1');
  });

  it('ends when the time is over', async () => {
    const { roster } = rosterWith(Array.from({ length: 99 }, () => json({ state: 'accepted' })));
    await expect(waitForOperation(roster, 'org_xyz789', 'op_1', { timeoutMs: 5 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});
