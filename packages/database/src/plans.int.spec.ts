import { departmentIdSchema, operationIdSchema, userIdSchema } from '@roster/domain';
import { AuditEventReader } from './audit/audit-event-reader.js';
import { DEPARTMENT, ORGANIZATION, openTestDatabase, type TestDatabase } from './database.fixture.js';
import { DepartmentMemberReader } from './memberships/department-member-reader.js';
import { MemberDepartmentReader } from './memberships/member-department-reader.js';

const PEOPLE = 20_000;
const ROOT = departmentIdSchema.parse('dept_root01');
const SOMEBODY = userIdSchema.parse('usr_big7');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const fill = (text: string) => database.dataSource.query(text, [PEOPLE]);
  await fill(`INSERT INTO organization_members (organization_id, user_id, full_name, email)
    SELECT '${ORGANIZATION}', 'usr_big' || n, 'Person ' || md5(n::text), 'big' || n || '@company.com'
    FROM generate_series(1, $1::int) n`);
  await fill(`INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
    SELECT '${DEPARTMENT}', 'usr_big' || n, '${ORGANIZATION}', now() + n * interval '1 ms', 'system:test'
    FROM generate_series(1, $1::int) n`);
  await fill(`INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel,
      actor_type, actor_id, operation_id, trace_id)
    SELECT '${ORGANIZATION}', now() + n * interval '1 ms', 'member.add', '${DEPARTMENT}', 'usr_big' || n, 'rest',
      'api_key', 'key_test', 'op_' || md5(n::text), md5('t' || n) FROM generate_series(1, $1::int) n`);
  await database.dataSource.query('VACUUM ANALYZE');
});
afterAll(() => database.close());

/** The plans of all statements that `run` sends, as one text. */
async function plansOf(run: () => Promise<unknown>): Promise<string> {
  const { dataSource } = database;
  const query = dataSource.query.bind(dataSource);
  const plans: string[] = [];
  dataSource.query = async (text: string, values?: unknown[]) => {
    const lines: { 'QUERY PLAN': string }[] = await query(`EXPLAIN ${text}`, values);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
    return query(text, values);
  };
  await run().finally(() => {
    dataSource.query = query;
  });
  return plans.join('\n');
}

const members = () => new DepartmentMemberReader(database.dataSource);
const page = { organizationId: ORGANIZATION, departmentId: DEPARTMENT, limit: 50 };
const audit = (filter: object) => new AuditEventReader(database.dataSource).list({ ...page, filter });

it.each<[string, () => Promise<unknown>, string]>([
  ['the members of a department', () => members().list(page), 'department_members_listing_idx'],
  [
    'a later page of them',
    () => members().list({ ...page, after: { sort: 'added_at', key: '2099-01-01T00:00:00Z', userId: 'usr_1' } }),
    'department_members_listing_idx',
  ],
  ['members by name', () => members().list({ ...page, sort: 'full_name' }), 'department_members_'],
  [
    'a rare name among many members',
    () => members().list({ ...page, search: 'big19777@' }),
    'organization_members_search_idx',
  ],
  [
    'the members of a subtree',
    () => members().list({ ...page, departmentId: ROOT, includeDescendants: true }),
    'departments_sibling_name_key',
  ],
  [
    'a rare name in a subtree',
    () => members().list({ ...page, departmentId: ROOT, includeDescendants: true, search: 'big19777@' }),
    'organization_members_search_idx',
  ],
  ['one member', () => members().read(ORGANIZATION, DEPARTMENT, SOMEBODY), 'department_members_'],
  [
    'the departments of a person',
    () => new MemberDepartmentReader(database.dataSource).list({ ...page, userId: SOMEBODY }),
    'department_members_person_idx',
  ],
  ['the newest audit events', () => audit({}), 'audit_events_'],
  ['the audit of a person', () => audit({ userId: SOMEBODY }), 'audit_events_filter_idx'],
  [
    'the audit of an operation',
    () => audit({ operationId: operationIdSchema.parse('op_c4ca4238a0b923820dcc509a6f75849b') }),
    'audit_events_filter_idx',
  ],
  ['the audit of a trace', () => audit({ traceId: 'f'.repeat(32) }), 'audit_events_filter_idx'],
  ['the audit of a moment', () => audit({ from: new Date(), to: new Date() }), 'audit_events_'],
])('%s are found by an index', async (_, run, index) => {
  const plan = await plansOf(run);
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});
