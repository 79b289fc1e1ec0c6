import { APPLY_CHUNK } from '../bulk/apply-chunk-statement.js';
import { command, DEPARTMENT, ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { CLAIM_AND_ADD, REMOVE } from './apply-statement.js';
import { memberListStatement, nameWalkStatement } from './member-list-statement.js';
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

describe('while nothing is known of 5,000 memberships', () => {
  beforeAll(async () => {
    await database.owner.query('ALTER TABLE department_members SET (autovacuum_enabled = off)');
    await database.owner.query('TRUNCATE department_members');
    await database.owner.query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email)
       SELECT $1, 'usr_new' || n, 'New ' || n, 'new' || n || '@company.com' FROM generate_series(1, 5000) n`,
      [ORGANIZATION],
    );
    await database.owner.query(
      `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       SELECT $2, user_id, organization_id, now(), 'test' FROM organization_members
       WHERE organization_id = $1 AND full_name LIKE 'New %'`,
      [ORGANIZATION, DEPARTMENT],
    );
  });

  it.each([
    ['with a name', memberListStatement],
    ['by name', nameWalkStatement],
  ])('members below a department %s are looked up by the key', async (_, statement) => {
    const query = { organizationId: ORGANIZATION, departmentId: DEPARTMENT, limit: 20, search: 'new' };
    const { text, values } = statement({ ...query, includeDescendants: true });
    const lines: { 'QUERY PLAN': string }[] = await database.dataSource.query(`EXPLAIN ${text}`, values);
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/ on department_members_pkey .*\n +Index Cond: \(user_id = p(_1)?\.user_id\)/);
  });
});
