import { setImmediate } from 'node:timers/promises';
import {
  createDatabase,
  type LocalPostgres,
  startTestPostgres,
  startTestStandby,
  type TestStandby,
} from '@roster/local-stack';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { command, person } from './database.fixture.js';
import { MembershipLedger } from './memberships/membership-ledger.js';
import { migrate } from './migrate.js';
import { seedDemo } from './seeding/seed-demo.js';

/** Two processes of Postgres, of which the second confirms every commit of the first. */
let first: LocalPostgres;
let second: TestStandby;
let writes: DataSource;
let reads: DataSource;

const CONNECTIONS = 2;

beforeAll(async () => {
  first = await startTestPostgres({ durable: true });
  second = await startTestStandby(first, { synchronous: true });
  const { username, password } = new URL(first.url);
  const url = `postgres://${username}:${password}@127.0.0.1:${second.port},127.0.0.1:${first.port}/roster?target_session_attrs=read-write`;
  await createDatabase(first.url, 'roster');
  await migrate(url);
  await seedDemo(url);
  const settings = { poolSize: CONNECTIONS, acquireTimeoutMs: 2_000 };
  writes = await createDataSource(url, settings).initialize();
  reads = await createDataSource(url, settings).initialize();
}, 60_000);
afterAll(async () => {
  second?.thaw();
  await Promise.all([writes?.destroy(), reads?.destroy()]);
  await second?.stop();
  await first?.stop();
});

let next = 1;
const acknowledged: string[] = [];

/** One add, of a person who was not added before. */
async function add(): Promise<void> {
  const one = command({ userId: person(next++) });
  await new MembershipLedger(writes).apply([one]);
  acknowledged.push(one.operationId);
}

/** Adds until one succeeds. A failure is an outage, never a refusal. */
async function untilAdded(): Promise<void> {
  for (;;) {
    try {
      return await add();
    } catch (error) {
      expect(String(error)).toMatch(OUTAGE);
      await setImmediate();
    }
  }
}

/** What the client, pool and TypeORM say of a connection that is not there, or no more. */
const OUTAGE =
  /PostgresUnavailable|read-only transaction|ECONNREFUSED|ECONNRESET|terminat|shut(?:ting)? down|released|timeout exceeded/;

/** Runs a statement on the first server as its administrator does: whether it takes writes or not. */
async function onFirst(statement: string): Promise<Record<string, unknown>[]> {
  const admin = new pg.Client(first.url);
  await admin.connect();
  await admin.query('SET default_transaction_read_only = off');
  const { rows } = await admin.query(statement);
  await admin.end();
  return rows;
}

/** Resolves when as many commits wait for the standby. */
async function untilHung(commits: number): Promise<void> {
  while ((await onFirst(`SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'`)).length < commits);
}

it('while the standby is frozen, writes fail and reads go on', async () => {
  await add();
  second.freeze();
  const hung = Array.from({ length: CONNECTIONS }, add);
  let ended = 0;
  for (const one of hung) void one.catch(() => (ended += 1));
  await untilHung(CONNECTIONS);
  // All connections for writes wait for the standby: the next caller gets none.
  await expect(add()).rejects.toThrow('timeout exceeded when trying to connect');
  await reads.query('SELECT count(*) FROM department_members');
  expect(ended).toBe(0);
  for (const one of hung) await expect(one.catch(String)).resolves.toMatch(OUTAGE);
  second.thaw();
  await untilAdded();
}, 60_000);

it('a server that becomes read-only is left, by the reads too, and taken back', async () => {
  await Promise.all([add(), reads.query('SELECT 1')]);
  await onFirst('ALTER SYSTEM SET default_transaction_read_only = on');
  await onFirst('SELECT pg_reload_conf()');
  const ours = `SELECT FROM pg_stat_activity WHERE application_name = 'roster' AND datname = 'roster'`;
  while ((await onFirst(ours)).length > 0) await add().catch(() => undefined);
  await expect(reads.query('SELECT 1')).rejects.toThrow(/None of the servers .* takes writes/);

  await onFirst('ALTER SYSTEM RESET default_transaction_read_only');
  await onFirst('SELECT pg_reload_conf()');
  await untilAdded();
});

it('the primary is killed under load and the standby promoted: writes go on, and nothing is lost', async () => {
  let stopped = false;
  const load = Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (!stopped) await untilAdded();
    }),
  );
  const before = acknowledged.length;
  while (acknowledged.length < before + 10) await setImmediate();
  first.kill();
  await second.promote();
  const atKill = acknowledged.length;
  while (acknowledged.length === atKill) await setImmediate();
  stopped = true;
  await load;

  const [row] = await reads.query(
    `SELECT count(*)::int AS kept FROM operations WHERE id = ANY ($1) AND state = 'done'`,
    [acknowledged],
  );
  expect(row.kept).toBe(acknowledged.length);
}, 60_000);
