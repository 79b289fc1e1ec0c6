import { APPLY_CHUNK } from '../bulk/apply-chunk-statement.js';
import { command, openTestDatabase } from '../database.fixture.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { CLAIM_AND_ADD, REMOVE } from './apply-statement.js';
import { MembershipLedger } from './membership-ledger.js';

const database = await openTestDatabase();
afterAll(() => database.close());

/** Where the ledger may look things up: each of these is a whole key. */
const WHOLE_KEYS = [
  'department_members_pkey',
  'departments_organization_id_id_key',
  'operation_items_pkey',
  'operations_pkey',
  'organization_members_email_key',
  'organization_members_pkey',
];

// The plan stays while the tables grow. Only without a single row may it be another: then one index costs what another does.
describe.each(['never analyzed', 'analyzed while empty'])('on an almost empty database, %s,', (state) => {
  beforeAll(async () => {
    if (state !== 'never analyzed') {
      await database.owner.query('TRUNCATE department_members, operations, operation_items; ANALYZE');
    }
    await new MembershipLedger(database.dataSource).apply([command()]);
  });

  async function genericPlan(statement: string): Promise<string> {
    const lines: { 'QUERY PLAN': string }[] = await ledgerTransaction(database.dataSource, (tx) =>
      tx.query(`EXPLAIN (GENERIC_PLAN) ${statement}`),
    );
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  }

  it.each([
    ['of a batch', CLAIM_AND_ADD, 'organization_members_pkey'],
    ['of a batch that removes', REMOVE, 'department_members_pkey'],
    ['of a chunk of a bulk', APPLY_CHUNK, 'organization_members_pkey'],
  ])('the plan %s looks everything up by a whole key and reads no whole index', async (_, statement, index) => {
    const plan = await genericPlan(statement);
    const indexes = [...plan.matchAll(/ (?:using|Bitmap Index Scan on) (\w+)/g)].map(([, name]) => name);
    expect(indexes).toContain(index);
    expect(WHOLE_KEYS).toEqual(expect.arrayContaining(indexes));
    expect(plan.match(/Index Cond/g)).toHaveLength(indexes.length);
    expect(plan).not.toContain('Seq Scan');
  });
});
