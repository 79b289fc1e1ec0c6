import { createHash } from 'node:crypto';
import type { ObservedStatement } from '@roster/domain';
import type { ClientBase } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source.js';
import { command, openTestDatabase, person } from '../database.fixture.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { CREATE_APPLY_MEMBERSHIPS } from './apply-function.js';
import { MembershipLedger } from './membership-ledger.js';

const database = await openTestDatabase();
/** One connection, so that all that a batch sends goes through it. */
const single = await new DataSource(dataSourceOptions(database.url, { poolSize: 1 })).initialize();
afterAll(async () => {
  await single.destroy();
  await database.close();
});
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM operations'));

/** What is sent to the server while `run` runs. */
async function sentDuring(run: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const runner = single.createQueryRunner();
  const client: ClientBase = await runner.connect();
  await runner.release();
  const { query } = client;
  client.query = ((...parameters: [string | { text: string }]) => {
    const [statement] = parameters;
    sent.push(typeof statement === 'string' ? statement : statement.text);
    return query.apply(client, parameters as never);
  }) as never;
  await run();
  client.query = query;
  return sent;
}

it('a batch is one statement', async () => {
  const ledger = new MembershipLedger(single);
  const sent = await sentDuring(() => ledger.apply([command(), command({ userId: person(1) })]));
  expect(sent).toEqual([expect.stringContaining('FROM apply_memberships_v2($1)')]);
});

it('and its time is told apart from that of COMMIT', async () => {
  const observed: ObservedStatement[] = [];
  const began = performance.now();
  await new MembershipLedger(single).apply([command()], (statement) => void observed.push(statement));
  expect(observed.map(({ name }) => name)).toEqual(['apply-memberships', 'COMMIT']);
  const [apply, commit] = observed.map(({ took }) => took.ms);
  expect(apply).toBeGreaterThan(0);
  expect(commit).toBeGreaterThan(0);
  expect(Number(apply) + Number(commit)).toBeLessThan(performance.now() - began);
});

it('the function plans under the settings of a transaction of the ledger, and only generic plans', async () => {
  const SETTINGS = `SELECT name || '=' || setting AS setting FROM pg_settings WHERE name LIKE 'enable\\_%'`;
  const [{ settings }] = await single.query(
    `SELECT proconfig AS settings FROM pg_proc WHERE proname = 'apply_memberships_v2'`,
  );
  const usual: { setting: string }[] = await single.query(SETTINGS);
  const inLedger: { setting: string }[] = await ledgerTransaction(single, (tx) => tx.query(SETTINGS));
  const changed = inLedger.filter(({ setting }) => !usual.some((one) => one.setting === setting));
  const expected = [...changed.map(({ setting }) => setting), 'plan_cache_mode=force_generic_plan'];
  expect([...settings].sort()).toEqual(expected.sort());
});

it('the function is as it was released: databases that have it do not get another text', () => {
  const digest = createHash('sha256').update(CREATE_APPLY_MEMBERSHIPS).digest('hex').slice(0, 16);
  expect(digest).toBe('bf4f93481bb75873');
});
