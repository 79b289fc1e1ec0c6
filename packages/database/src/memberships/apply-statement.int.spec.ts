import { ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { APPLY_MEMBERSHIPS } from './apply-statement.js';

const database = await openTestDatabase();
afterAll(() => database.close());

it.each([
  ['few', 100],
  ['many', 20_000],
])('looks every person, membership and operation up by its key, with %s people', async (_, people) => {
  await database.dataSource.query(
    `INSERT INTO organization_members (organization_id, user_id, full_name, email)
     SELECT $1, 'usr_n' || n, 'Person', 'n' || n || '@company.com' FROM generate_series(1, $2::int) n
     ON CONFLICT DO NOTHING`,
    [ORGANIZATION, people],
  );
  await database.owner.query('VACUUM ANALYZE');
  const lines: { 'QUERY PLAN': string }[] = await ledgerTransaction(database.dataSource, (tx) =>
    tx.query(`EXPLAIN (GENERIC_PLAN) ${APPLY_MEMBERSHIPS}`),
  );
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).not.toContain('Seq Scan');
  expect(
    plan.match(/Index Scan using organization_members_pkey|Index Only Scan using organization_members_pkey/g),
  ).toHaveLength(2);
  expect(
    plan.match(/Index Cond: \(\(organization_id = \w+\."organizationId"\) AND \(user_id = \w+\."userId"\)\)/g),
  ).toHaveLength(2);
});
