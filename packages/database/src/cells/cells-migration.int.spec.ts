import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, runningUrlOf, testDatabaseUrl } from '@roster/local-stack';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { createDataSource, dataSourceOptions } from '../data-source.js';
import { createRunningRole } from '../sessions/running-role.js';

const CELLS = 1763903600000;

const name = `database_${randomBytes(6).toString('hex')}`;
const ownerUrl = await createDatabase(testDatabaseUrl(), name);
const runningUrl = runningUrlOf(ownerUrl);
afterAll(() => dropDatabase(testDatabaseUrl(), name));

/** Runs the migrations whose time fulfils the condition, and gives nobody a right. */
async function runMigrations(isWanted: (time: number) => boolean): Promise<DataSource> {
  const { migrations = [], ...options } = dataSourceOptions(ownerUrl);
  const wanted = Object.values(migrations).filter((one) => isWanted(Number((one as { name: string }).name.slice(-13))));
  const owner = await new DataSource({ ...options, migrations: wanted } as DataSourceOptions).initialize();
  await owner.runMigrations({ transaction: 'each' });
  return owner;
}

it('processes of the version before can write operations before the running role gets its new rights', async () => {
  const before = await runMigrations((time) => time < CELLS);
  await createRunningRole(before, runningUrl);
  await before.query('GRANT SELECT, INSERT, UPDATE ON operations TO roster_app');
  await before.destroy();
  const owner = await runMigrations((time) => time <= CELLS);
  await owner.destroy();

  const running = await createDataSource(runningUrl).initialize();
  // The triggers run for each statement, also for one without rows.
  await running.query('INSERT INTO operations (id) SELECT $1 WHERE false', ['op_1']);
  await running.query('UPDATE operations SET state = state WHERE false');
  await running.destroy();
});
