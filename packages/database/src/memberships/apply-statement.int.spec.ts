import { ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { CLAIM_AND_ADD } from './apply-statement.js';

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
    tx.query(`EXPLAIN (GENERIC_PLAN) ${CLAIM_AND_ADD}`),
  );
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
  expect(plan).not.toContain('Seq Scan');
  const persons = [...plan.matchAll(/using organization_members_pkey on .*\n +(.*)/g)].map(
    ([, condition]) => condition,
  );
  expect(persons).toEqual([
    expect.stringMatching(
      /^Index Cond: \(\(organization_id = \w+\."organizationId"\) AND \(user_id = \w+\."userId"\)\)$/,
    ),
  ]);
});
