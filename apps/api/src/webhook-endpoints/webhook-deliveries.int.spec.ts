import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FeedRelay } from '@roster/database';
import { type RunningApi, startApi } from '../api.fixture.js';

const PATH = '/webhook-endpoints';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ worker: false, webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] } });
});
afterAll(() => api.close());

async function idOf(json: object = {}): Promise<string> {
  const { body } = await api.request('POST', PATH, { json: { url: 'https://127.0.0.1/roster', ...json } });
  return body.id;
}

const error = (status: number, code: string) => ({ status, body: { error: { code } } });

describe('replaying', () => {
  const reached = async (id: string) =>
    (await api.database.query('SELECT distributed_to AS position FROM webhook_endpoints WHERE id = $1', [id]))[0]
      .position;
  let cursor: string;
  let position: string;
  beforeAll(async () => {
    const relay = new FeedRelay(api.database, { retentionDays: 90 });
    await api.request('POST', '/departments', { json: { name: 'Zero' } });
    await relay.run();
    cursor = (await api.request('GET', '/events?after=latest')).body.next_cursor;
    [{ position }] = await api.database.query('SELECT last_position AS position FROM feed_relay');
    for (const name of ['One', 'Two', 'Three']) await api.request('POST', '/departments', { json: { name } });
    await relay.run();
  });
  const replay = (id: string, json: object) => api.request('POST', `${PATH}/${id}/replay`, { json });

  it('begins after a cursor, and never skips what is still to come', async () => {
    const id = await idOf();
    expect(await reached(id)).toBe(String(BigInt(position) + 3n));
    expect((await replay(id, { after: cursor })).status).toBe(200);
    expect(await reached(id)).toBe(position);
    const later = (await api.request('GET', '/events?after=latest')).body.next_cursor;
    expect((await replay(id, { after: later })).status).toBe(200);
    expect(await reached(id)).toBe(position);
  });

  it('begins before a time', async () => {
    const id = await idOf();
    await replay(id, { since: new Date(Date.now() + 60_000).toISOString() });
    expect(await reached(id)).toBe(String(BigInt(position) + 3n));
    await replay(id, { since: '1999-12-31T23:59:59+01:00' });
    expect(await reached(id)).toBe('0');
  });

  it('of an endpoint that fails begins at once', async () => {
    const id = await idOf();
    await api.database.query(
      `UPDATE webhook_endpoints SET failures = 7, failing_since = now(), breaker_until = now() + interval '1 day' WHERE id = $1`,
      [id],
    );
    await api.database.query(
      `INSERT INTO webhook_lanes (endpoint_id, lane, attempts, next_attempt_at) VALUES ($1, '', 9, now() + interval '1 day')`,
      [id],
    );
    expect((await replay(id, { after: cursor })).body).toMatchObject({ failing_since: null });
    const lanes = await api.database.query(
      `SELECT attempts, next_attempt_at <= now() AS due, breaker_until FROM webhook_lanes
       JOIN webhook_endpoints ON id = endpoint_id WHERE id = $1`,
      [id],
    );
    expect(lanes).toEqual([{ attempts: 0, due: true, breaker_until: null }]);
  });

  it('after events that are too old to be sent is refused', async () => {
    const relay = new FeedRelay(api.database, { retentionDays: 90 });
    const id = await idOf();
    await relay.run();
    const latest = (await api.request('GET', '/events?after=latest')).body.next_cursor;
    await api.database.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
       VALUES ('org_xyz789', now() - interval '31 days', 'department.create', 'rest', 'user', 'usr_x', repeat('0', 32))`,
    );
    await relay.run();
    expect(await replay(id, { after: latest })).toMatchObject(error(410, 'CURSOR_EXPIRED'));
  });

  it.each([
    ['nothing', {}],
    ['both', { after: 'x', since: '2025-11-02T00:00:00Z' }],
    ['a forged cursor', { after: 'A'.repeat(22) }],
    ['no time', { since: 'yesterday' }],
    ['the year 0', { since: '0000-01-01T00:00:00Z' }],
  ])('is refused with %s', async (_, json) => {
    expect(await replay(await idOf(), json)).toMatchObject(error(422, 'VALIDATION_FAILED'));
  });

  it('after what is no longer kept is refused', async () => {
    await api.database.query(`INSERT INTO feed_expiries VALUES ('org_xyz789', $1)`, [String(BigInt(position) + 1n)]);
    expect(await replay(await idOf(), { after: cursor })).toMatchObject(error(410, 'CURSOR_EXPIRED'));
  });
});

describe('a test of a webhook endpoint', () => {
  it('is signed, also with the secret before a rotation, and answers the attempt', async () => {
    const received: { headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      received.push({ headers: request.headers, body });
      response.writeHead(received.length === 1 ? 200 : 500).end('thanks');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const id = await idOf({ url, disabled: true });
    const test = (key: string) => api.request('POST', `${PATH}/${id}/test`, { headers: { 'idempotency-key': key } });

    const first = await test('one');
    expect(first.body).toEqual({
      attempt: 1,
      at: expect.stringMatching(/Z$/),
      duration_ms: expect.any(Number),
      status: 200,
      error: null,
      answer: 'thanks',
    });
    expect((await test('one')).body).toEqual(first.body);
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      id: received[0]?.headers['webhook-id'],
      type: 'webhook_endpoint.test',
      data: { webhook_endpoint_id: id, actor: { type: 'api_key' } },
    });

    await api.request('POST', `${PATH}/${id}/rotate-secret`, { json: {} });
    expect((await test('two')).body).toMatchObject({ status: 500, answer: 'thanks' });
    await api.request('POST', `${PATH}/${id}/rotate-secret`, { json: { overlap_seconds: 0 } });
    await test('three');
    const signatures = received.map(({ headers }) => String(headers['webhook-signature']).split(' ').length);
    expect(signatures).toEqual([1, 2, 1]);
    server.close();
  });

  it('is one of five at most at the same time', async () => {
    const held: ServerResponse[] = [];
    const server = createServer((_, response) => void held.push(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const id = await idOf({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
    const test = () => api.request('POST', `${PATH}/${id}/test`);
    const tests = Array.from({ length: 5 }, test);
    while (held.length < 5) await once(server, 'request');
    const sixth = await test();
    expect(sixth).toMatchObject(error(503, 'OVERLOADED'));
    expect(sixth.headers.get('retry-after')).toBe('8');
    for (const response of held) response.end();
    expect((await Promise.all(tests)).map(({ body }) => body.status)).toEqual(Array(5).fill(200));
    server.close();
  });

  it('says why nobody answered', async () => {
    const id = await idOf({ url: 'https://127.0.0.1:1/' });
    expect((await api.request('POST', `${PATH}/${id}/test`)).body).toMatchObject({
      status: null,
      error: 'The connection was refused.',
    });
  });
});

it('deliveries are listed, the latest first, with their attempts', async () => {
  const [id, other] = [await idOf(), await idOf()];
  await api.database.query(
    `INSERT INTO webhook_deliveries (endpoint_id, position, event_id, lane, state, delivered_at)
     SELECT $1, n, (SELECT min(id) FROM audit_events WHERE action = 'webhook_endpoint.create'), '',
            CASE n % 2 WHEN 0 THEN 'delivered' ELSE 'pending' END, CASE n % 2 WHEN 0 THEN now() END
     FROM generate_series(1, 5) n`,
    [id],
  );
  await api.database.query(
    `INSERT INTO webhook_attempts (endpoint_id, position, attempt, duration_ms, status, answer)
     SELECT $1, 5, n, 12, 500, 'no' FROM generate_series(1, 25) n`,
    [id],
  );
  const list = (query: string) => api.request('GET', `${PATH}/${id}/deliveries${query}`);
  const first = await list('?limit=3');
  expect(first.body.data[0]).toEqual({
    event_id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
    event_type: 'webhook_endpoint.created',
    department_id: null,
    state: 'pending',
    created_at: expect.any(String),
    delivered_at: null,
    attempts: Array.from({ length: 20 }, (_, index) => ({
      attempt: index + 6,
      at: expect.any(String),
      duration_ms: 12,
      status: 500,
      error: null,
      answer: 'no',
    })),
  });
  const rest = await list(`?limit=3&cursor=${first.body.next_cursor}`);
  expect([...first.body.data, ...rest.body.data].map(({ state }) => state)).toEqual(
    [5, 4, 3, 2, 1].map((n) => (n % 2 === 0 ? 'delivered' : 'pending')),
  );
  expect((await list('?state=delivered')).body.data).toHaveLength(2);
  expect((await list('?state=dropped')).body.data).toEqual([]);
  expect((await api.request('GET', `${PATH}/${other}/deliveries`)).body.data).toEqual([]);
  expect(await list('?cursor=IkEi')).toMatchObject(error(422, 'VALIDATION_FAILED'));
});
