import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { AuditSealer } from '../audit/audit-sealer.js';
import { listAuditEvents } from '../audit/list-audit-events.js';
import { verifyAudit } from '../audit/verify-audit.js';
import { createDataSource, dataSourceOptions } from '../data-source.js';
import { command, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { migrate } from '../migrate.js';
import { onOneConnection, runPrepared } from '../transactions/prepared-statement.js';
import { readsOn } from '../transactions/read-runner.js';
import { TablePartitions } from './table-partitions.js';

const RANGE = 2n ** 40n;

let database: TestDatabase;
let partitions: TablePartitions;
beforeEach(async () => {
  database = await openTestDatabase();
  partitions = new TablePartitions(database.dataSource);
});
afterEach(() => database.close());

const add = (number: number) => new MembershipLedger(database.dataSource).apply([command({ userId: person(number) })]);

/** As if so much time had passed since partitions were made and opened. */
const wait = (interval: string) =>
  database.owner.query(
    `UPDATE table_partitions SET made_at = made_at - $1::interval, opened_at = opened_at - $1::interval`,
    [interval],
  );

async function lastId(table = 'audit_events'): Promise<bigint> {
  const [{ id }] = await database.dataSource.query(`SELECT max(id) AS id FROM ${table}`);
  return BigInt(id);
}

const request = () =>
  database.dataSource.query(
    `INSERT INTO change_requests (trace_id, channel, route, node, received_at) VALUES ('t', 'rest', 'r', 'n', now())`,
  );

/** The partitions of a table that there are. */
async function numbers(table: string): Promise<string[]> {
  const rows: { name: string }[] = await database.owner.query(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY inhrelid',
    [table],
  );
  return rows.map(({ name }) => name);
}

describe('the partitions of the audit', () => {
  it('are opened when a month begins, an hour after they were made at the earliest, and the next is made ahead', async () => {
    await add(1);
    expect(await lastId()).toBeLessThan(RANGE);
    expect(await partitions.keep()).toEqual([]);
    await database.owner.query(`UPDATE table_partitions SET opened_at = opened_at - interval '40 days'`);
    expect(await partitions.keep()).toEqual([]);
    await wait('61 minutes');
    expect(await partitions.keep()).toContainEqual({ table: 'audit_events', step: 'opened' });
    await add(2);
    expect(await lastId()).toBe(RANGE);
    expect(await partitions.keep()).toContainEqual({ table: 'audit_events', step: 'made' });
    expect(await partitions.keep()).toEqual([]);
    expect(await numbers('audit_events')).toEqual(['audit_events_0', 'audit_events_1', 'audit_events_2']);
    await expect(database.owner.query('TRUNCATE audit_events_2')).rejects.toThrow('append-only');
  });

  it('are opened once when several processes find that it is time', async () => {
    await wait('40 days');
    const steps = await Promise.all([1, 2, 3, 4].map(() => new TablePartitions(database.dataSource).keep()));
    expect(steps.flat().filter(({ table, step }) => table === 'audit_events' && step === 'opened')).toHaveLength(1);
  });

  it('go on to be written when nobody opens one', async () => {
    await wait('400 days');
    await add(1);
    expect(await lastId()).toBeLessThan(RANGE);
  });

  it('are one list, one feed and one chain of seals', async () => {
    const seal = () => new AuditSealer(database.dataSource).run();
    const feed = new FeedRelay(database.dataSource, { retentionDays: 90 });
    await add(1);
    await feed.run();
    for (const number of [2, 3]) {
      await wait('40 days');
      await partitions.keep();
      await partitions.keep();
      await add(number);
    }
    const { items } = await listAuditEvents(readsOn(database.dataSource), {
      organizationId: ORGANIZATION,
      filter: { action: 'member.add' },
      limit: 3,
    });
    expect(items.map(({ user_id }) => user_id)).toEqual([3, 2, 1].map(person));
    for (let turn = 0; turn < 3; turn++) await feed.run();
    const told = await database.dataSource.query(
      `SELECT e.user_id FROM feed_events f JOIN audit_events e ON e.id = f.event_id
       WHERE e.action = 'member.add' AND e.user_id LIKE 'usr_demo00_' ORDER BY f.position`,
    );
    expect(told.slice(-3)).toEqual([1, 2, 3].map((number) => ({ user_id: person(number) })));
    expect(await database.dataSource.query('SELECT gaps::text FROM feed_relay')).toEqual([{ gaps: '{}' }]);
    await seal();
    const turns = 'SELECT DISTINCT to_id >> 40 AS partition FROM audit_seals ORDER BY 1';
    expect(await database.dataSource.query(turns)).toEqual(['0', '1', '2'].map((partition) => ({ partition })));
    expect(await verifyAudit(database.dataSource)).toMatchObject({ unsealed: 0 });
  });
});

it('requests are partitioned by day, and dropped as a day when the last of them is three days old', async () => {
  await request();
  expect(await lastId('change_requests')).toBe(RANGE);
  await wait('25 hours');
  await partitions.keep();
  await request();
  expect(await lastId('change_requests')).toBe(2n * RANGE);
  await wait('71 hours');
  expect(await partitions.dropChangeRequests()).toBe(1);
  await wait('61 minutes');
  expect(await partitions.dropChangeRequests()).toBe(1);
  expect(await database.dataSource.query('SELECT FROM change_requests')).toHaveLength(1);
  expect(await partitions.dropChangeRequests()).toBe(0);
});

/** The version before: its schema, with a process that goes on as the running role. */
async function openDatabaseBefore() {
  const name = `database_${randomBytes(6).toString('hex')}`;
  const ownerUrl = await createDatabase(testDatabaseUrl(), name);
  const { migrations = [], ...options } = dataSourceOptions(ownerUrl);
  const earlier = Object.values(migrations).filter(
    (one) => Number((one as { name: string }).name.slice(-13)) < 1763903500000,
  );
  const owner = await new DataSource({ ...options, migrations: earlier } as DataSourceOptions).initialize();
  await owner.runMigrations({ transaction: 'each' });
  await owner.query('GRANT SELECT, INSERT ON audit_events TO roster_app');
  const { username, password } = new URL(database.url);
  const url = Object.assign(new URL(ownerUrl), { username, password }).href;
  return { name, owner, ownerUrl, url, dataSource: await createDataSource(url, { poolSize: 4 }).initialize() };
}

it('a database in use becomes partitioned without a copy, while processes of the version before write', async () => {
  const { name, owner, ownerUrl, url, dataSource } = await openDatabaseBefore();
  const files = () =>
    owner.query(
      `SELECT relfilenode FROM pg_class WHERE relname IN ('audit_events_0', 'audit_events') AND relkind = 'r'`,
    );
  const before = await files();
  let written = 0;
  let isOver = false;
  const process = onOneConnection(dataSource, async (connection) => {
    while (!isOver) {
      await runPrepared(
        connection,
        'audit',
        `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
         VALUES ('org_1', now(), 'key.create', 'rest', 'user', $1, '')`,
        [String(written)],
      );
      written += 1;
    }
  });
  while (written < 100) await setImmediate();
  await migrate(ownerUrl, url);
  const migrated = written;
  while (written < migrated + 100) await setImmediate();
  isOver = true;
  await process;
  expect(await files()).toEqual(before);
  expect(await dataSource.query('SELECT actor_id::int AS at FROM audit_events ORDER BY id')).toEqual(
    Array.from({ length: written }, (_, at) => ({ at })),
  );
  await dataSource.destroy();
  await owner.destroy();
  await dropDatabase(testDatabaseUrl(), name);
});
