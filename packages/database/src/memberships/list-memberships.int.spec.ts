import { departmentIdSchema, organizationIdSchema } from '@roster/domain';
import { command, DEPARTMENT, ORGANIZATION, OTHER_DEPARTMENT, openTestDatabase, person } from '../database.fixture.js';
import { nearestAddsStatement, timeWalkStatement } from './first-adds-statements.js';
import { listDepartmentMembers, readDepartmentMember } from './list-memberships.js';
import type { DepartmentMemberListQuery, MemberStatement } from './member-list-statement.js';
import { memberListStatement, nameWalkStatement } from './member-list-statement.js';
import { MembershipLedger } from './membership-ledger.js';

const ROOT = departmentIdSchema.parse('dept_root01');
const JANUARY = '2024-01-01T00:00:00.000Z';
const EMPTY = departmentIdSchema.parse('dept_prod01');

const database = await openTestDatabase();
afterAll(() => database.close());
const ledger = new MembershipLedger(database.dataSource);
await ledger.apply(Array.from({ length: 25 }, (_, index) => command({ userId: person(index + 1) })));
await ledger.apply([
  command({ departmentId: OTHER_DEPARTMENT }),
  command({ departmentId: OTHER_DEPARTMENT, userId: person(3) }),
]);
await database.dataSource.query(`UPDATE organization_members SET full_name = 'aaron 100%_\\x' WHERE user_id = $1`, [
  person(20),
]);
await database.dataSource.query(`UPDATE organization_members SET full_name = 'ÉMILE zhang' WHERE user_id = $1`, [
  person(21),
]);

function list(query: Partial<DepartmentMemberListQuery> = {}) {
  return listDepartmentMembers(database.dataSource.manager, {
    organizationId: ORGANIZATION,
    departmentId: DEPARTMENT,
    limit: 50,
    ...query,
  });
}

async function walk(query: Partial<DepartmentMemberListQuery>): Promise<string[]> {
  const seen: string[] = [];
  let after: DepartmentMemberListQuery['after'];
  do {
    const page = await list({ ...query, after });
    seen.push(...page.items.map((member) => member.user_id));
    after = page.next ?? undefined;
  } while (after);
  return seen;
}

const ALL = Array.from({ length: 25 }, (_, index) => person(index + 1));

describe('listing members', () => {
  it('walks every member once over pages, although all were added in the same moment', async () => {
    expect(await walk({ limit: 10 })).toEqual(ALL);
  });

  it('walks them by name, whatever the case', async () => {
    const seen = await walk({ limit: 4, sort: 'full_name' });
    expect(seen[0]).toBe(person(20));
    expect([...seen].sort()).toEqual(ALL);
  });

  it('gives the members of all departments below, everybody once', async () => {
    expect(await walk({ departmentId: ROOT, limit: 7 })).toEqual([]);
    const seen = await walk({ departmentId: ROOT, limit: 7, includeDescendants: true });
    expect(seen).toEqual([...ALL, 'usr_def456']);
    expect((await walk({ departmentId: ROOT, limit: 3, includeDescendants: true, sort: 'full_name' })).sort()).toEqual(
      [...ALL, 'usr_def456'].sort(),
    );
  });

  it('gives an empty page for a department without members', async () => {
    expect(await list({ departmentId: EMPTY })).toEqual({ items: [], next: null });
  });

  it.each([
    ['a department that does not exist', ORGANIZATION, 'dept_none'],
    ['a department of another organization', organizationIdSchema.parse('org_foreign'), DEPARTMENT],
  ])('does not find %s', async (_, organizationId, departmentId) => {
    const query = { organizationId, departmentId: departmentIdSchema.parse(departmentId) };
    await expect(list(query)).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
    await expect(list({ ...query, includeDescendants: true })).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
    await expect(
      readDepartmentMember(database.dataSource.manager, query.organizationId, query.departmentId, person(1)),
    ).rejects.toMatchObject({
      code: 'DEPARTMENT_NOT_FOUND',
    });
  });
});

describe('searching members', () => {
  it.each([
    ['part of a name', 'Demo PERSON 00', ALL.slice(0, 9)],
    ['part of an address', 'person007@', [person(7)]],
    ['words in any order', 'company.com 011 demo', [person(11)]],
    ['another alphabet case', 'émile', [person(21)]],
    ['a percent sign, which is no wildcard', '0%_', [person(20)]],
    ['a backslash', '_\\x', [person(20)]],
    ['a wildcard alone', '%', [person(20)]],
    ['somebody of another department', 'jane', []],
    ['only spaces', '  ', ALL],
  ])('finds %s', async (_, search, expected) => {
    expect(await walk({ search, limit: 5 })).toEqual(expected);
  });
});

describe('reading one member', () => {
  it('gives the four fields of the reference page', async () => {
    expect(await readDepartmentMember(database.dataSource.manager, ORGANIZATION, DEPARTMENT, person(1))).toEqual({
      user_id: person(1),
      full_name: 'Demo Person 001',
      email: 'person001@company.com',
      added_at: expect.stringMatching(/Z$/),
    });
  });

  it('does not find a person who is not in the department', async () => {
    await expect(
      readDepartmentMember(database.dataSource.manager, ORGANIZATION, EMPTY, person(1)),
    ).rejects.toMatchObject({
      code: 'DEPARTMENT_MEMBER_NOT_FOUND',
    });
  });
});

describe('however large a department is,', () => {
  const rows = ({ text, values }: MemberStatement) => database.dataSource.query(text, values);
  const after = { sort: 'full_name', key: 'demo person 012', userId: person(12) } as const;
  const base = { organizationId: ORGANIZATION, departmentId: DEPARTMENT, limit: 50, sort: 'full_name' } as const;

  it.each<[string, Partial<DepartmentMemberListQuery>]>([
    ['all members', {}],
    ['a later page', { after }],
    ['those who are found', { search: 'demo 1' }],
    ['the whole subtree', { departmentId: ROOT, includeDescendants: true }],
    ['those who are found in it', { departmentId: ROOT, includeDescendants: true, search: 'a company', after }],
    ['nobody', { departmentId: EMPTY }],
  ])('walking the names gives %s just as gathering them does', async (_, change) => {
    const query = { ...base, ...change };
    expect(await rows(nameWalkStatement(query))).toEqual(await rows(memberListStatement(query)));
  });

  it.each<[string, Partial<DepartmentMemberListQuery>]>([
    ['the whole subtree', { limit: 5 }],
    ['a later page', { after: { sort: 'added_at', key: '2000-01-01T00:00:00Z', userId: '' }, limit: 25 }],
    ['a page that begins within a moment', { after: { sort: 'added_at', key: JANUARY, userId: person(2) } }],
    ['those who are found in it', { search: 'demo 1' }],
    ['a smaller subtree', { departmentId: OTHER_DEPARTMENT }],
    ['nobody', { departmentId: EMPTY }],
  ])('walking the adds and looking up the next ones give %s just as gathering them does', async (_, change) => {
    // Some were added to another department first, or at the same moment, or outside of the subtree.
    await database.dataSource.query(
      `UPDATE department_members SET added_at = '${JANUARY}'
       WHERE department_id = $1 AND user_id IN ($2, $3) OR department_id = $4 AND user_id = $3`,
      [DEPARTMENT, person(2), person(3), OTHER_DEPARTMENT],
    );
    const query = { ...base, departmentId: ROOT, sort: 'added_at', includeDescendants: true, ...change } as const;
    const gathered = await rows(memberListStatement(query));
    expect(await rows(timeWalkStatement(query))).toEqual(gathered);
    expect(await rows(nearestAddsStatement(query))).toEqual(gathered);
  });

  it.each(['added_at', 'full_name'] as const)('a search that fits many gives the same, sorted by %s', async (sort) => {
    const query = { ...base, departmentId: ROOT, includeDescendants: true, search: 'company', sort, limit: 7 };
    const found = await rows(memberListStatement(query));
    expect(found).toHaveLength(8);
    expect(await rows(memberListStatement(query, { manyFound: true }))).toEqual(found);
  });
});
