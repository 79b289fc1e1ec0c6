import { command, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { FeedRelay } from './feed-relay.js';

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
});
