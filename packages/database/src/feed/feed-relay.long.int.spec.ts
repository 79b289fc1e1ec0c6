import { setTimeout as delay } from 'node:timers/promises';
import { tryLock } from '../advisory-locks.js';
import {
  command,
  DEPARTMENT,
  JANE,
  ORGANIZATION,
  OTHER_DEPARTMENT,
  openTestDatabase,
  person,
  type TestDatabase,
} from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { FeedPurge } from './feed-purge.js';
import { type FeedEvent, readFeed, readFeedEnd } from './feed-reader.js';
import { FeedRelay } from './feed-relay.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await relay().run();
});
afterEach(() => database.close());

const relay = (options = {}) => new FeedRelay(database.dataSource, { retentionDays: 90, ...options });
const add = (...people: number[]) =>
  new MembershipLedger(database.dataSource).apply(people.map((one) => command({ userId: person(one) })));
const state = async () => (await database.dataSource.query('SELECT scanned_to, gaps FROM feed_relay'))[0];

async function feed(limit = 10_000): Promise<FeedEvent[]> {
  return (await readFeed(database.dataSource, { organizationId: ORGANIZATION, after: null, limit })).events;
}

const members = async () => (await feed()).filter(({ department_id }) => department_id === DEPARTMENT);

/** An audit event in a transaction that stays open until it is told how to end. */
async function openTransaction(userId: string = JANE) {
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel, actor_type, actor_id,
       trace_id) VALUES ($1, now(), 'member.add', $2, $3, 'rest', 'user', 'usr_x', repeat('0', 32))`,
    [ORGANIZATION, DEPARTMENT, userId],
  );
  return async (end: 'COMMIT' | 'ROLLBACK') => {
    await (end === 'COMMIT' ? runner.commitTransaction() : runner.rollbackTransaction());
    await runner.release();
  };
}

describe('the relay', () => {
  it('gives each event one position, and counts the events of each department', async () => {
    await add(1, 2);
    await new MembershipLedger(database.dataSource).apply([command({ departmentId: OTHER_DEPARTMENT })]);
    await add(3);
    expect(await relay().run()).toEqual({ events: 4, full: false });
    expect(await relay().run()).toEqual({ events: 0, full: false });
    const told = await feed();
    expect(told.slice(-4).map(({ department_id, user_id, sequence }) => [department_id, user_id, sequence])).toEqual([
      [DEPARTMENT, person(1), '1'],
      [DEPARTMENT, person(2), '2'],
      [OTHER_DEPARTMENT, JANE, '1'],
      [DEPARTMENT, person(3), '3'],
    ]);
    const positions = told.map(({ position }) => Number(position));
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  });

  it('tells what was there before it, piece by piece', async () => {
    for (let number = 1; number <= 5; number++) await add(number);
    const small = relay({ pieceSize: 2 });
    expect(await small.run()).toEqual({ events: 2, full: true });
    expect(await small.run()).toEqual({ events: 2, full: true });
    expect(await small.run()).toEqual({ events: 1, full: false });
    expect((await members()).map(({ user_id }) => user_id)).toEqual([1, 2, 3, 4, 5].map(person));
  });

  it('does not let an open transaction delay the others, and tells its events when it commits', async () => {
    const end = await openTransaction();
    await add(1);
    const one = relay();
    expect(await one.run()).toMatchObject({ events: 1 });
    await add(2);
    expect(await one.run()).toMatchObject({ events: 1 });
    expect((await state()).gaps).not.toBe('{}');
    await end('COMMIT');
    expect(await one.run()).toMatchObject({ events: 1 });
    expect((await members()).map(({ user_id, sequence }) => [user_id, sequence])).toEqual([
      [person(1), '1'],
      [person(2), '2'],
      [JANE, '3'],
    ]);
    await one.run();
    expect((await state()).gaps).toBe('{}');
  });

  it('closes the gap of a transaction that was rolled back, once nobody can fill it', async () => {
    const end = await openTransaction();
    await add(1);
    const one = relay();
    await one.run();
    await one.run();
    const { gaps } = await state();
    expect(gaps).toMatch(/^\{\[\d+,\d+\)\}$/);
    await end('ROLLBACK');
    await one.run();
    expect((await state()).gaps).toBe('{}');
  });

  it('does not close a gap that another transaction than the first one may fill', async () => {
    const [first, second] = [await openTransaction(person(1)), await openTransaction(person(2))];
    await add(3);
    const one = relay();
    await one.run();
    await first('ROLLBACK');
    await one.run();
    await second('COMMIT');
    for (let run = 0; run < 3; run++) await one.run();
    expect((await members()).map(({ user_id }) => user_id)).toEqual([person(3), person(2)]);
    expect((await state()).gaps).toBe('{}');
  });

  it('tells what appears in a gap that is being closed, also when there is more than one piece of it', async () => {
    const ends = [];
    for (let number = 1; number <= 3; number++) ends.push(await openTransaction(person(number)));
    await add(4);
    const small = relay({ pieceSize: 1 });
    await small.run();
    await small.run();
    for (const end of ends) await end('COMMIT');
    while ((await small.run()).full) {}
    expect((await members()).map(({ user_id }) => user_id)).toEqual([4, 1, 2, 3].map(person));
    await small.run();
    expect((await state()).gaps).toBe('{}');
  });

  it('closes gaps while it catches up, so that a turn looks into few of them however many there are', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    for (const number of numbers) {
      const end = await openTransaction();
      await add(number);
      await end('ROLLBACK');
    }
    const late = await openTransaction(person(41));
    await add(42);
    await late('COMMIT');
    const small = relay({ pieceSize: 4 });
    const gaps = [];
    for (let full = true; full; ) {
      ({ full } = await small.run());
      gaps.push((await state()).gaps.split('),[').length);
    }
    expect(gaps).toHaveLength(11);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
    expect((await members()).map(({ user_id }) => user_id)).toEqual([...numbers, 41, 42].map(person));
    await small.run();
    expect((await state()).gaps).toBe('{}');
  });

  it('closes a gap in a full turn only up to the last event that the turn took', async () => {
    const ends = [];
    for (let number = 1; number <= 6; number++) ends.push(await openTransaction(person(number)));
    await add(7);
    const small = relay({ pieceSize: 2 });
    await small.run();
    for (const [index, end] of ends.entries()) await end(index === 1 ? 'ROLLBACK' : 'COMMIT');
    expect(await small.run()).toEqual({ events: 2, full: true });
    const [{ first, ranges }] = await database.dataSource.query(
      `SELECT lower(gaps) - (SELECT event_id FROM feed_events ORDER BY position DESC LIMIT 1) AS first,
              (SELECT count(*)::int FROM unnest(gaps)) AS ranges FROM feed_relay`,
    );
    expect([first, ranges]).toEqual(['1', 1]);
    while ((await small.run()).full) {}
    expect((await members()).map(({ user_id }) => user_id)).toEqual([7, 1, 3, 4, 5, 6].map(person));
    await small.run();
    expect((await state()).gaps).toBe('{}');
  });

  it('leaves no trace of a turn that was not committed', async () => {
    await add(1, 2);
    const before = [await state(), await feed()];
    const dying = relay({ beforeCommit: () => Promise.reject(new Error('killed')) });
    await expect(dying.run()).rejects.toThrow('killed');
    expect([await state(), await feed()]).toEqual(before);
    expect(await relay().run()).toMatchObject({ events: 2 });
  });

  it('takes turns: two at once tell nothing twice', async () => {
    await add(1, 2, 3);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = relay({ beforeCommit: () => held }).run();
    while (!(await isLocked())) await delay(5);
    expect(await relay().run()).toMatchObject({ events: 0 });
    release();
    expect(await slow).toMatchObject({ events: 3 });
    expect((await members()).map(({ sequence }) => sequence)).toEqual(['1', '2', '3']);
  });

  async function isLocked(): Promise<boolean> {
    const [{ locked }] = await database.owner.query(
      `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locked`,
    );
    return locked;
  }
});

describe('the feed', () => {
  const read = (after: Parameters<typeof readFeed>[1]['after'], filter = {}) =>
    readFeed(database.dataSource, { organizationId: ORGANIZATION, after, limit: 2, ...filter });
  const end = () => readFeedEnd(database.dataSource);

  it('is read page by page, and its end leads to what comes next', async () => {
    const start = await end();
    await add(1, 2, 3);
    await relay().run();
    const first = await read(start);
    expect(first).toMatchObject({ isEnd: false, events: [{ user_id: person(1) }, { user_id: person(2) }] });
    const second = await read(first.next);
    expect(second).toMatchObject({ isEnd: true, events: [{ user_id: person(3) }], next: await end() });
    expect(await read(second.next)).toEqual({ events: [], isEnd: true, next: second.next });
  });

  it('moves on past what does not match, also when nothing does', async () => {
    await add(1, 2, 3);
    await relay().run();
    expect(await read(null, { actions: ['key.revoke'] })).toEqual({ events: [], isEnd: true, next: await end() });
    expect((await read(null, { departmentId: OTHER_DEPARTMENT })).events).toEqual([]);
    expect((await read(null, { departmentId: DEPARTMENT })).events).toHaveLength(2);
    expect((await read(null, { departmentId: 'dept_root01' })).events).toHaveLength(2);
  });

  it('refuses a cursor when events after it were deleted for their age, and no other', async () => {
    const start = await end();
    await add(1, 2);
    await relay().run();
    const first = await read(start, { limit: 1 });
    await database.owner.query(
      `UPDATE feed_events SET occurred_at = now() - interval '91 days'
      WHERE position <= $1`,
      [first.next.position],
    );
    const purge = new FeedPurge(database.dataSource, 1);
    expect(await purge.run(90)).toBeGreaterThan(0);
    expect(await purge.run(90)).toBe(0);
    await expect(read(start)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', details: { reason: 'age' } });
    expect((await read(first.next)).events).toMatchObject([{ user_id: person(2) }]);
    expect((await read(null)).events).toMatchObject([{ user_id: person(2) }]);
  });

  it('is purged while operations are being purged', async () => {
    await add(1);
    await relay().run();
    await database.dataSource.transaction(async (tx) => {
      expect(await tryLock(tx, 'purge')).toBe(true);
      expect(await new FeedPurge(database.dataSource).run(0)).toBeGreaterThan(0);
    });
  });

  it('refuses a cursor from before a restore if its events were lost, and no other', async () => {
    await add(1);
    await relay().run();
    const kept = await end();
    await add(2);
    await relay().run();
    const lost = await end();
    // As in a backup from between the two, restored into another table.
    await database.owner.query(`UPDATE feed_relay SET last_position = $1`, [kept.position]);
    await database.owner.query('DELETE FROM feed_events WHERE position > $1', [kept.position]);
    await database.owner.query(`UPDATE feed_epochs SET origin = 'another cluster'`);
    await add(3);
    await relay().run();
    await expect(read(lost)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', details: { reason: 'restore' } });
    const { events, next } = await read(kept);
    expect(events).toMatchObject([{ user_id: person(3) }]);
    expect(next.epoch).toBe(kept.epoch + 1);
    expect((await read(next)).events).toEqual([]);
  });
});
