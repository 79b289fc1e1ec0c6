import { command, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { walkTransaction } from '../transactions/planned-transaction.js';
import { FeedRelay } from './feed-relay.js';
import { GIVE_POSITIONS } from './feed-statements.js';

const database = await openTestDatabase();
afterAll(() => database.close());
beforeEach(async () => {
  while ((await run()).full) {}
});

const run = (options = {}) => new FeedRelay(database.dataSource, { retentionDays: 90, ...options }).run();
const add = (...people: number[]) =>
  new MembershipLedger(database.dataSource).apply(people.map((one) => command({ userId: person(one) })));

describe('a turn of the relay', () => {
  it('comes some time after the last one, whichever process made that, but at once after a full one', async () => {
    const pausing = { pauseMs: 60_000, pieceSize: 2 };
    await database.owner.query(`UPDATE feed_relay SET turned_at = '-infinity'`);
    await add(1, 2, 3);
    expect(await run(pausing)).toEqual({ events: 2, full: true });
    expect(await run(pausing)).toEqual({ events: 1, full: false });
    await add(4);
    expect(await run(pausing)).toEqual({ events: 0, full: false });
    expect(await run()).toEqual({ events: 1, full: false });
  });

  it('does not wait for a time that the clock of another server gave', async () => {
    await add(5);
    await database.owner.query(`UPDATE feed_relay SET turned_at = now() + interval '1 day'`);
    expect(await run({ pauseMs: 60_000 })).toMatchObject({ events: 1 });
  });

  it('reads only events without a position, however many there are before them', async () => {
    await insertEvents(5_000);
    while ((await run()).full) {}
    await database.owner.query('ANALYZE audit_events');
    await insertEvents(100);
    const [{ 'QUERY PLAN': plan }] = await walkTransaction(database.dataSource, (tx) =>
      tx.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${GIVE_POSITIONS}`, [2_000, 90, null]),
    );
    const reads = JSON.stringify(plan).matchAll(/"Relation Name":"audit_events\w*".*?"Actual Rows":([\d.]+)/g);
    expect(Array.from(reads, ([, rows]) => Number(rows)).reduce((sum, rows) => sum + rows)).toBe(100);
  });
});

function insertEvents(events: number): Promise<unknown> {
  return database.dataSource.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
     SELECT $1, now(), 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32) FROM generate_series(1, $2::int)`,
    [ORGANIZATION, events],
  );
}
