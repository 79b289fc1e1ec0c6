import {
  createDatabase,
  type LocalPostgres,
  startTestPostgres,
  startTestStandby,
  type TestStandby,
} from '@roster/local-stack';
import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { command, person } from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { migrate } from '../migrate.js';
import { seedDemo } from '../seeding/seed-demo.js';
import { runPrepared } from '../transactions/prepared-statement.js';
import { ReadReplica } from './read-replica.js';

/** The primary, the standby that takes over, and the standby that serves reads. */
let first: LocalPostgres;
let second: TestStandby;
let third: TestStandby;
let writes: DataSource;
let replica: ReadReplica;

beforeAll(async () => {
  first = await startTestPostgres({ durable: true });
  const url = await createDatabase(first.url, 'roster');
  await migrate(url);
  await seedDemo(url);
  second = await startTestStandby(first);
  third = await startTestStandby(first);
  const { host } = new URL(url);
  const primaryUrl = `${url.replace(host, `${host},127.0.0.1:${second.port}`)}?target_session_attrs=read-write`;
  writes = await createDataSource(primaryUrl, { poolSize: 2 }).initialize();
  replica = new ReadReplica({
    primaryUrl,
    replicaUrl: url.replace(host, `127.0.0.1:${third.port}`),
    poolSize: 2,
    acquireTimeoutMs: 2_000,
    maxLagMs: 5_000,
  });
}, 60_000);
afterAll(async () => {
  await Promise.all([replica?.close(), writes?.destroy()]);
  await third?.stop();
  await second?.stop();
  await first?.stop();
});

async function untilUsed(): Promise<void> {
  do await replica.watch();
  while (replica.state.failure !== null);
}

/** Adds one member and tells it in the feed, as a worker does. */
async function change(number: number): Promise<void> {
  await new MembershipLedger(writes).apply([command({ userId: person(number) })]);
  await new FeedRelay(writes, { retentionDays: 90 }).run();
}

/** Waits until both standbys have the log of the primary, so that neither is ahead of the other. */
async function untilStreamed(): Promise<void> {
  const streamed = 'SELECT FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()';
  while ((await writes.query(streamed)).length < 2);
}

it.each<[string, (tx: EntityManager) => Promise<unknown>]>([
  ['a statement', (tx) => tx.query('SELECT pg_sleep(10)')],
  ['a prepared statement', (tx) => runPrepared(tx, 'sleep', 'SELECT pg_sleep(10)', [])],
])('%s that takes too long on the replica is not left to the primary', async (_, sleep) => {
  await untilUsed();
  const briefly = (tx: EntityManager) => tx.query('SET LOCAL statement_timeout = 100').then(() => sleep(tx));
  await expect(replica.read(briefly, { after: null })).rejects.toMatchObject({ code: '57014' });
});

it('after a failover, a standby that follows the new primary is used once the feed has told of a change', async () => {
  await change(1);
  await untilUsed();
  await untilStreamed();
  first.kill();
  await second.promote();
  await third.follow(second);
  await replica.watch();
  expect(replica.state.failure).not.toBeNull();

  await change(2);
  await untilUsed();
  const { position } = await replica.primaryPosition();
  const read = () =>
    replica.read((tx) => tx.query('SELECT user_id FROM department_members WHERE user_id = $1', [person(2)]), {
      after: position,
    });
  let reading = await read();
  while (typeof reading === 'string') reading = await read();
  expect(reading.value).toEqual([{ user_id: person(2) }]);
}, 60_000);
