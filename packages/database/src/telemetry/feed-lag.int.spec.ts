import { AuditSealer } from '../audit/audit-sealer.js';
import { makeRoomForEvents } from '../cells/event-ranges.js';
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

it('what came with an organization from another cell neither counts as a backlog nor hides one', async () => {
  const state = () => readDatabaseState(database.dataSource);
  await new AuditSealer(database.dataSource).run();
  await makeRoomForEvents(database.owner, [1]);
  await database.owner.query(
    `INSERT INTO audit_events (id, organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
     OVERRIDING SYSTEM VALUE VALUES ((1::bigint << 56) + 1, 'org_moved', now(), 'key.create', 'rest', 'user', 'usr_x', '')`,
  );
  await database.owner.query(
    `INSERT INTO audit_seals (organization_id, number, day, window_end, from_id, to_id, events, late, events_hash, marks,
                              previous_hash, hash)
     VALUES ('org_moved', 1, now(), now(), 1::bigint << 56, (1::bigint << 56) + 1, 1, 0, '', '', '', '')`,
  );
  expect(await state()).toMatchObject({ unsealed_ms: null, feed_lag_ms: null });
  await database.dataSource.query(AUDIT, [ORGANIZATION]);
  const { unsealed_ms, feed_lag_ms } = await state();
  expect(unsealed_ms).toBeGreaterThan(59_000);
  expect(feed_lag_ms).toBeGreaterThan(59_000);
});
