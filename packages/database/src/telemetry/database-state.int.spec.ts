import { type LocalPostgres, runningUrlOf, startTestPostgres } from '@roster/local-stack';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { migrate } from '../migrate.js';
import { databaseChecks } from './database-state.js';

let postgres: LocalPostgres;
/** Goes on talking to a server that takes no writes. */
let admin: Client;
let dataSource: DataSource;

beforeAll(async () => {
  postgres = await startTestPostgres({ durable: true });
  const url = runningUrlOf(postgres.url);
  await migrate(postgres.url, url);
  admin = new Client(postgres.url);
  await admin.connect();
  dataSource = await createDataSource(url, { poolSize: 4 }).initialize();
}, 60_000);

afterAll(async () => {
  await dataSource?.destroy();
  await admin?.end();
  await postgres?.stop();
});

async function configure(setting: string): Promise<void> {
  await admin.query(`ALTER SYSTEM SET ${setting}`);
  await admin.query('SELECT pg_reload_conf()');
}

function check(name: string): Promise<void> {
  const found = databaseChecks(dataSource).find((one) => one.name === name);
  if (!found) throw new Error(`There is no check named ${name}`);
  return found.check();
}

async function until(sees: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await sees())) if (performance.now() > deadline) throw new Error('It did not come to that');
}

it('passes on a database that takes writes and has every migration', async () => {
  await expect(Promise.all([check('database'), check('migrations')])).resolves.toBeDefined();
});

it('a server that has become read-only takes no writes', async () => {
  await configure('default_transaction_read_only = on');
  const passes = () =>
    check('database').then(
      () => true,
      () => false,
    );
  await until(async () => !(await passes()));
  await expect(check('database')).rejects.toThrow(/takes no writes/);
  await configure('default_transaction_read_only = off');
  await until(passes);
});

it('waits as long as a COMMIT does for a synchronous standby that does not answer', async () => {
  await configure(`synchronous_standby_names = 'nobody'`);
  const waiting = async () => {
    const { rows } = await admin.query(`SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'`);
    return rows.length > 0;
  };
  const [hung] = await untilOneWaits(waiting);
  let answered = false;
  const answer = hung?.then(() => {
    answered = true;
  });
  await expect(dataSource.query('SELECT 1')).resolves.toHaveLength(1);
  expect(answered).toBe(false);
  await configure(`synchronous_standby_names = ''`);
  await answer;
  expect(answered).toBe(true);
});

/** The setting is not known to every connection at once: checks pass until one of them waits. */
async function untilOneWaits(waiting: () => Promise<boolean>): Promise<Promise<void>[]> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const begun = check('database');
    const passed = begun.then(() => true);
    while (!(await Promise.race([passed, waiting().then(() => false)]))) if (await waiting()) return [begun];
  }
  throw new Error('No check waited for a standby');
}
