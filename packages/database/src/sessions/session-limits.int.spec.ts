import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { migrate } from '../migrate.js';
import { postgresMismatch } from './postgres-mismatch.js';
import { sessionLimitsMismatch, setSessionLimits } from './session-limits.js';

let name: string;
let url: string;
beforeEach(async () => {
  name = `sessions_${randomBytes(6).toString('hex')}`;
  url = await createDatabase(testDatabaseUrl(), name);
});
afterEach(() => dropDatabase(testDatabaseUrl(), name));

/** Each time in a session of its own. */
async function inSession<Result>(work: (dataSource: DataSource) => Promise<Result>): Promise<Result> {
  const dataSource = await createDataSource(url, { poolSize: 1 }).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

function settings(): Promise<unknown> {
  return inSession((dataSource) =>
    dataSource.query(
      `SELECT current_setting('statement_timeout') AS statement,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    ),
  );
}

function setForRole(setting: string, value: string): Promise<unknown> {
  return inSession((dataSource) =>
    dataSource.query(`ALTER ROLE CURRENT_USER IN DATABASE ${name} SET ${setting} = '${value}'`),
  );
}

it('every session has limits once the database was migrated, whoever opens it', async () => {
  expect(await settings()).toEqual([{ statement: '0', idle: '0' }]);
  await migrate(url);
  expect(await settings()).toEqual([{ statement: '12s', idle: '5s' }]);
  expect(await inSession(({ manager }) => sessionLimitsMismatch(manager))).toBeUndefined();
});

it('stricter limits are kept, wider ones are narrowed', async () => {
  await setForRole('statement_timeout', '3s');
  await setForRole('idle_in_transaction_session_timeout', '1min');
  await migrate(url);
  expect(await settings()).toEqual([{ statement: '3s', idle: '5s' }]);
});

it('a statement that takes longer is ended, and so is a transaction in which nothing happens', async () => {
  await setForRole('statement_timeout', '100ms');
  await setForRole('idle_in_transaction_session_timeout', '100ms');
  await inSession(({ manager }) => manager.transaction((tx) => setSessionLimits(tx)));
  await inSession(async (dataSource) => {
    await expect(dataSource.query('SELECT pg_sleep(60)')).rejects.toThrow('statement timeout');
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    const client = await runner.connect();
    await new Promise((resolve) => client.once('error', resolve));
    await runner.release();
  });
});

it.each([
  ['statement_timeout', '0', 'statement_timeout is 0 ms, and must be from 1 to 12000'],
  ['statement_timeout', '15s', 'statement_timeout is 15000 ms, and must be from 1 to 12000'],
  [
    'idle_in_transaction_session_timeout',
    '0',
    'idle_in_transaction_session_timeout is 0 ms, and must be from 1 to 5000',
  ],
])('a process is told what to do about %s = %s', async (setting, value, problem) => {
  await migrate(url);
  await setForRole(setting, value);
  const mismatch = await postgresMismatch({ url, directUrl: url }, { queueOnPostgres: false });
  expect(mismatch).toContain(problem);
  expect(mismatch).toContain('npm run roster -- migrate');
  const remedy = mismatch?.match(/ALTER ROLE [^;]+;/)?.[0] ?? '';
  await inSession((dataSource) => dataSource.query(remedy));
  expect(await postgresMismatch({ url, directUrl: url }, { queueOnPostgres: false })).toBeUndefined();
});

it('nothing is wrong with a database that does not answer: it may come later', async () => {
  const nowhere = 'postgres://roster@127.0.0.1:1/roster';
  expect(await postgresMismatch({ url: nowhere, directUrl: nowhere }, { queueOnPostgres: true })).toBeUndefined();
});

it('a server that is reached directly is not taken for a pooler', async () => {
  await migrate(url);
  expect(await postgresMismatch({ url, directUrl: url }, { queueOnPostgres: true })).toBeUndefined();
});
