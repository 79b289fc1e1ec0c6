import { scimConnectionIdSchema, userIdSchema } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { APPLY_CHUNK } from '../bulk/apply-chunk-statement.js';
import { command, DEPARTMENT, ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { endMemberships } from '../departments/end-memberships.js';
import { callerOf } from '../members/members.fixture.js';
import { listScimUserGroups } from '../scim/scim-user-rows.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { CLAIM_AND_ADD, REMOVE } from './apply-statement.js';
import { listMemberDepartments } from './list-memberships.js';
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

const CONNECTION = scimConnectionIdSchema.parse('scim_new');
const USER = userIdSchema.parse('usr_new1');

describe('with 5,000 memberships and no statistics', () => {
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
    await database.owner.query(
      `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
       VALUES ($1, $2, 'New', 'deactivate', '', 'system', 'test')`,
      [CONNECTION, ORGANIZATION],
    );
    await database.owner.query(
      `INSERT INTO scim_users (organization_id, user_id, connection_id, user_name)
       SELECT organization_id, user_id, $1, email FROM organization_members
       WHERE organization_id = $2 AND full_name LIKE 'New %'`,
      [CONNECTION, ORGANIZATION],
    );
    await database.owner.query(
      `INSERT INTO scim_groups (organization_id, department_id, connection_id)
       SELECT organization_id, id, $1 FROM departments WHERE organization_id = $2`,
      [CONNECTION, ORGANIZATION],
    );
  });

  async function planOf(...[text, values]: Parameters<EntityManager['query']>): Promise<string> {
    const lines: { 'QUERY PLAN': string }[] = await database.dataSource.query(`EXPLAIN ${text}`, values);
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  }

  it.each([
    ['with a name', memberListStatement],
    ['by name', nameWalkStatement],
  ])('members below a department %s are looked up by the key', async (_, statement) => {
    const query = { organizationId: ORGANIZATION, departmentId: DEPARTMENT, limit: 20, search: 'new' };
    const { text, values } = statement({ ...query, includeDescendants: true });
    const plan = await planOf(text, values);
    expect(plan).toMatch(/ on department_members_pkey .*\n +Index Cond: \(user_id = p(_1)?\.user_id\)/);
  });

  const users = Array.from({ length: 20 }, (_, index) => userIdSchema.parse(`usr_new${index + 1}`));

  it.each<[string, (tx: EntityManager) => Promise<unknown>]>([
    [
      'the departments of a member',
      (tx) => listMemberDepartments(tx, { organizationId: ORGANIZATION, userId: USER, limit: 20 }),
    ],
    ['the groups of a page of users', (tx) => listScimUserGroups(tx, CONNECTION, users)],
    ['the memberships that a member loses', (tx) => endMemberships(tx, callerOf(ORGANIZATION), { userId: USER })],
    [
      'the memberships that a user of a provider loses',
      (tx) => endMemberships(tx, callerOf(ORGANIZATION), { userId: USER, connectionId: CONNECTION }),
    ],
  ])('%s are looked up by the key', async (_, run) => {
    const query = import.meta.jest.spyOn(database.dataSource.manager, 'query');
    await run(database.dataSource.manager);
    const [sent = ['']] = query.mock.calls;
    query.mockRestore();
    const plan = await planOf(...sent);
    expect(plan).toMatch(/ department_members_pkey .*\n +Index Cond: \(+user_id = /);
    expect(plan).not.toContain('department_members_listing_idx');
  });
});
