import { command, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { readDatabaseState } from './database-state.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const lag = async () => {
  const { feed_lag_ms, feed_position } = await readDatabaseState(database.dataSource);
  return { lag: feed_lag_ms, position: feed_position };
};
const AUDIT = `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
  VALUES ($1, now() - interval '1 minute', 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32))`;

it('the lag of the feed is the age of the oldest event without a position, in gaps as well', async () => {
  const relay = new FeedRelay(database.dataSource, { retentionDays: 90 });
  await relay.run();
  const { position } = await lag();
  expect(await lag()).toEqual({ lag: null, position });

  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(AUDIT, [ORGANIZATION]);
  await new MembershipLedger(database.dataSource).apply([command({ userId: person(1) })]);
  const soon = await lag();
  expect(soon.position).toBe(position);
  expect(soon.lag).toBeGreaterThanOrEqual(0);
  expect(soon.lag).toBeLessThan(30_000);
  await relay.run();
  // The open transaction is not waited for.
  expect(await lag()).toEqual({ lag: null, position: position + 1 });
  await runner.commitTransaction();
  await runner.release();
  const late = await lag();
  expect(late.position).toBe(position + 1);
  expect(late.lag).toBeGreaterThan(59_000);
  await relay.run();
  expect(await lag()).toEqual({ lag: null, position: position + 2 });
});
