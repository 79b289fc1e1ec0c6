import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source.js';
import { command, facts, openTestDatabase } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { blockRangeTransaction, ledgerTransaction } from './planned-transaction.js';

const SETTINGS = `SELECT name, setting FROM pg_settings
  WHERE name IN ('enable_hashjoin', 'enable_mergejoin', 'enable_seqscan') ORDER BY name`;

let heard: string[] = [];
const database = await openTestDatabase();
const silent = () => {};
/** One connection, so that what a transaction leaves behind is met by the next one. */
const single = await new DataSource({
  ...dataSourceOptions(database.url, { poolSize: 1 }),
  logging: ['query'],
  logger: {
    logQuery: (text) => void heard.push(text),
    ...{ logQueryError: silent, logQuerySlow: silent, logSchemaBuild: silent, logMigration: silent, log: silent },
  },
}).initialize();
afterAll(async () => {
  await single.destroy();
  await database.close();
});

function settings(setting: 'on' | 'off') {
  return ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan'].map((name) => ({ name, setting }));
}

describe('a transaction of the ledger', () => {
  it('is planned without hash joins, merge joins and sequential scans, and nothing else is', async () => {
    expect(await ledgerTransaction(single, (tx) => tx.query(SETTINGS))).toEqual(settings('off'));
    expect(await single.query(SETTINGS)).toEqual(settings('on'));
    expect(await single.transaction((tx) => tx.query(SETTINGS))).toEqual(settings('on'));
    const [hashJoin, mergeJoin] = settings('on');
    const scan = { name: 'enable_seqscan', setting: 'off' };
    expect(await blockRangeTransaction(single, (tx) => tx.query(SETTINGS))).toEqual([hashJoin, mergeJoin, scan]);
  });

  it('takes three round trips for the rounds of a batch: begin with the settings, the statements, commit', async () => {
    heard = [];
    await new MembershipLedger(single).apply([command(), command({ kind: 'member.remove' })]);
    // Prepared statements are sent past TypeORM, which hears the other two.
    expect(heard).toEqual([expect.stringMatching(/^START TRANSACTION; SET LOCAL/), 'COMMIT']);
  });

  it('is rolled back by an error, which is thrown, and leaves the connection to the next', async () => {
    const before = await facts(database.dataSource);
    const failing = ledgerTransaction(single, async (tx) => {
      await tx.query('DELETE FROM department_members');
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await expect(ledgerTransaction(single, (tx) => tx.query('SELECT 1 / 0'))).rejects.toThrow('division by zero');
    expect(await facts(database.dataSource)).toEqual(before);
    expect(await single.query(SETTINGS)).toEqual(settings('on'));
  });

  it('throws the error of a connection that broke, and the next one gets another', async () => {
    const broken = ledgerTransaction(single, async (tx) => {
      const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
      await database.dataSource.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
      await tx.query('SELECT 1');
    });
    await expect(broken).rejects.toThrow(/terminat|released/i);
    expect(await ledgerTransaction(single, (tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });
});
