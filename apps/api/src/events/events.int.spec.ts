import { setTimeout as delay } from 'node:timers/promises';
import { EventFeed, FeedPurge, FeedRelay } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import { createLogger } from '@roster/runtime';
import { type RunningApi, send, startApi } from '../api.fixture.js';
import { FeedWaiters } from './feed-waiters.js';

let api: RunningApi;
let relay: FeedRelay;
let start: string;
beforeAll(async () => {
  api = await startApi();
  relay = new FeedRelay(api.database, { retentionDays: 90 });
  await relay.run();
  start = (await read('?after=latest')).body.next_cursor;
});
afterAll(() => api.close());

const read = (query: string) => api.request('GET', `/events${query}`);
const put = (person: string, department = 'dept_abc123') =>
  api.request('PUT', `/departments/${department}/members/usr_${person}`);

/** Until every event has its position: the worker's relay may be in its turn. */
async function relayAll(): Promise<void> {
  do await relay.run();
  while (await isBehind());
}

async function isBehind(): Promise<boolean> {
  const [{ behind }] = await api.owner.query(
    'SELECT NOT isempty(gaps) OR scanned_to < (SELECT max(id) FROM audit_events) AS behind FROM feed_relay',
  );
  return behind;
}

const summary = (event: { type: string; sequence: number; data: { user_id: string } }) => [
  event.type,
  event.sequence,
  event.data.user_id,
];

describe('the feed of events', () => {
  it('tells each change with IDs only, in order, and goes on from its cursor', async () => {
    const { headers } = await put('demo001');
    await put('demo002');
    await api.request('DELETE', '/departments/dept_abc123/members/usr_demo001');
    await relayAll();
    const first = (await read(`?after=${start}&limit=2`)).body;
    expect(first).toEqual({
      data: [expect.anything(), expect.anything()],
      next_cursor: expect.any(String),
      has_more: true,
    });
    expect(first.data[0]).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      type: 'department.member.added',
      occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      sequence: expect.any(Number),
      data: {
        department_id: 'dept_abc123',
        user_id: 'usr_demo001',
        moved_from: null,
        actor: { type: 'api_key', id: expect.stringMatching(/^key_/) },
        channel: 'rest',
        operation_id: headers.get('operation-id'),
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    const second = (await read(`?after=${first.next_cursor}&limit=2`)).body;
    const from = first.data[0].sequence;
    expect([...first.data, ...second.data].map(summary)).toEqual([
      ['department.member.added', from, 'usr_demo001'],
      ['department.member.added', from + 1, 'usr_demo002'],
      ['department.member.removed', from + 2, 'usr_demo001'],
    ]);
    expect(second.has_more).toBe(false);
    expect((await read(`?after=${second.next_cursor}`)).body).toMatchObject({ data: [], has_more: false });
  });

  it('has the events of the audit by their IDs', async () => {
    const { body } = await api.request('GET', '/audit-events?action=member.remove&limit=1');
    const page = (await read(`?after=${start}&types=department.member.removed`)).body;
    expect(page.data.map(({ id }: { id: string }) => id)).toEqual([body.data[0].id]);
  });

  it('shows a move to the readers of both departments', async () => {
    await put('demo003', 'dept_plat01');
    await api.request('POST', '/departments/dept_plat01/members/usr_demo003/move', {
      json: { to_department_id: 'dept_abc123' },
    });
    await relayAll();
    const { data } = (await read(`?after=${start}`)).body;
    expect(data.slice(-2).map(({ data }: { data: object }) => data)).toEqual([
      expect.objectContaining({ department_id: 'dept_plat01', moved_to: 'dept_abc123' }),
      expect.objectContaining({ department_id: 'dept_abc123', moved_from: 'dept_plat01' }),
    ]);
  });

  it('tells only what was asked for: a department with those below it, and types', async () => {
    const all = (await read('?limit=1000')).body.data;
    const below = (await read('?department_id=dept_root01&types=department.member.added')).body.data;
    expect(below.length).toBeGreaterThan(2);
    expect(below).toEqual(all.filter(({ type }: { type: string }) => type === 'department.member.added'));
    const own = (await read('?department_id=dept_plat01&types=department.member.removed')).body.data;
    expect(own.map(({ data }: { data: { user_id: string } }) => data.user_id)).toEqual(['usr_demo003']);
  });

  it('waits for what comes, and answers once it has come', async () => {
    const { next_cursor } = (await read('?after=latest')).body;
    const waiting = read(`?after=${next_cursor}&wait=30&types=department.member.added`);
    await api.request('DELETE', '/departments/dept_abc123/members/usr_demo002');
    await relayAll();
    await put('demo002');
    await relayAll();
    expect((await waiting).body.data.map(summary)).toEqual([
      ['department.member.added', expect.any(Number), 'usr_demo002'],
    ]);
  });

  it('answers an empty page when the waiting time is over', async () => {
    expect((await read('?after=latest&wait=1')).body).toMatchObject({ data: [], has_more: false });
  });

  it('waits out the time when the next event is of a newer version', async () => {
    const token = await api.tokenFor(['audit:read'], 'org_foreign');
    const readForeign = (query: string) =>
      send(`${api.url}/v1/organizations/org_foreign/events?after=${query}`, 'GET', token);
    const { next_cursor } = (await readForeign('latest')).body;
    await api.database.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
       VALUES ('org_foreign', now(), 'thing.invented', 'rest', 'user', 'usr_x', repeat('0', 32))`,
    );
    await relayAll();
    const began = performance.now();
    expect((await readForeign(`${next_cursor}&wait=1`)).body).toMatchObject({ data: [], has_more: false });
    expect(performance.now() - began).toBeGreaterThan(900);
  });

  it('lets an organization take a tenth of the places for waiting requests', async () => {
    const feed = new EventFeed(api.database);
    const waiters = new FeedWaiters(feed, createLogger({ name: 'test', level: 'silent' }));
    const { signal } = new AbortController();
    const { position } = await feed.readEnd();
    const wait = (id: string) => waiters.wait(organizationIdSchema.parse(id), position, 30_000, signal);
    const waiting = Array.from({ length: 100 }, () => wait('org_xyz789'));
    expect(await wait('org_xyz789')).toBe(false);
    const other = wait('org_foreign');
    expect(await Promise.race([other, delay(300, 'waiting')])).toBe('waiting');
    waiters.beforeApplicationShutdown();
    await Promise.all([...waiting, other]);
  });

  it('is given to no one without the scope of the audit, and to no other organization', async () => {
    const url = `${api.url}/v1/organizations/org_xyz789/events`;
    expect((await send(url, 'GET', await api.tokenFor(['members:read']))).status).toBe(403);
    expect((await send(url, 'GET', await api.tokenFor(['audit:read'], 'org_stranger'))).status).toBe(404);
  });

  it.each([
    ['wait', '9999'],
    ['wait', '-1'],
    ['limit', '1001'],
    ['types', 'department.member.added,invented'],
    ['types', ''],
    ['after', 'A'.repeat(22)],
    ['after', 'earliest'],
    ['department_id', 'sales'],
  ])('refuses %s=%s', async (field, value) => {
    const { status, body } = await read(`?${field}=${value}`);
    expect(status).toBe(422);
    expect(body.error.details.fields).toMatchObject([{ field }]);
  });

  it('refuses the cursor of another organization', async () => {
    const token = await api.tokenFor(['audit:read'], 'org_foreign');
    const { status } = await send(`${api.url}/v1/organizations/org_foreign/events?after=${start}`, 'GET', token);
    expect(status).toBe(422);
  });

  it('says when events after a cursor are gone', async () => {
    const purge = new FeedPurge(api.database);
    await purge.run(0);
    const { status, body } = await read(`?after=${start}`);
    expect([status, body.error.code]).toEqual([410, 'CURSOR_EXPIRED']);
    expect((await read('')).body.data).toEqual([]);
  });
});
