import { APPLY_CHUNK } from '../bulk/apply-chunk-statement.js';
import { command, openTestDatabase } from '../database.fixture.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { APPLY_MEMBERSHIPS } from './apply-statement.js';

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

// On tables as small as these one index costs what another one does, and the plan stays while they grow.
describe.each(['never analyzed', 'analyzed'])('on an almost empty database, %s,', (state) => {
  it.each<[string, string, string]>([
    ['batch', APPLY_MEMBERSHIPS, `'${JSON.stringify([command()])}'`],
    ['chunk of a bulk', APPLY_CHUNK, `'op_1', 1, 100`],
  ])('the plan that a %s keeps looks everything up by a whole key', async (name, statement, values) => {
    if (state === 'analyzed') await database.owner.query('ANALYZE');
    const plan: string = await ledgerTransaction(database.dataSource, async (tx) => {
      await tx.query('SET LOCAL plan_cache_mode = force_generic_plan');
      await tx.query(`PREPARE "${name}" AS ${statement}`);
      const lines: { 'QUERY PLAN': string }[] = await tx.query(`EXPLAIN EXECUTE "${name}" (${values})`);
      await tx.query(`DEALLOCATE "${name}"`);
      return lines.map((line) => line['QUERY PLAN']).join('\n');
    });
    const indexes = [...plan.matchAll(/ (?:using|Bitmap Index Scan on) (\w+)/g)].map(([, index]) => index);
    expect(indexes).toContain('organization_members_pkey');
    expect(WHOLE_KEYS).toEqual(expect.arrayContaining(indexes));
    expect(plan).not.toContain('Seq Scan');
  });
});
