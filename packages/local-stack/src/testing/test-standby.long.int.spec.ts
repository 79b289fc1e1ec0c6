import { inDatabase } from '../postgres/databases.js';
import type { LocalPostgres } from '../postgres/start-postgres.js';
import { startTestPostgres } from './test-postgres.js';
import { startTestStandby, type TestStandby } from './test-standby.js';

let primary: LocalPostgres;
let standby: TestStandby;

beforeAll(async () => {
  primary = await startTestPostgres({ durable: true });
  standby = await startTestStandby(primary, { synchronous: true });
}, 60_000);
afterAll(async () => {
  await standby?.stop();
  await primary?.stop();
});

const count = (url: string) =>
  inDatabase(url, async (client) => (await client.query('SELECT count(*)::int AS rows FROM kept')).rows[0].rows);

it('a synchronous standby has what was committed, blocks commits while it is frozen, and can be promoted', async () => {
  await inDatabase(primary.url, async (client) => {
    await client.query('CREATE TABLE kept AS SELECT 1 AS one');
    standby.freeze();
    const commit = client.query('INSERT INTO kept VALUES (2)');
    await inDatabase(primary.url, async (witness) => {
      const waits = `SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'`;
      while ((await witness.query(waits)).rows.length === 0);
    });
    standby.thaw();
    await commit;
  });
  primary.kill();
  await standby.promote();
  expect(await count(standby.url)).toBe(2);
  await inDatabase(standby.url, (client) => client.query('INSERT INTO kept VALUES (3)'));
  expect(await count(standby.url)).toBe(3);
}, 60_000);
