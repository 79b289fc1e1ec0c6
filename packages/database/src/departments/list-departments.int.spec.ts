import { organizationIdSchema } from '@roster/domain';
import { command, JANE, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { departmentsOf, id } from './departments.fixture.js';
import { DEPARTMENT_SORTS, type DepartmentListQuery } from './list-departments.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const on = departmentsOf(database.dataSource);
for (const name of ['Öffentliches', 'audit', 'Auditorium', '100%', 'a_b']) await on.make(name, id('supp01'));
await on.make('Managed', null, { manager_user_id: JANE });
await new MembershipLedger(database.dataSource).apply([
  command({ departmentId: id('plat01') }),
  command({ departmentId: id('plat01'), userId: person(1) }),
  command({ departmentId: id('abc123') }),
]);

const names = async (query: Partial<DepartmentListQuery>) => (await on.list(query)).items.map(({ name }) => name);

describe('listing departments', () => {
  it.each(DEPARTMENT_SORTS)('sorted by %s walks each once, page by page', async (sort) => {
    const whole = (await on.list({ sort })).items.map((department) => department.id);
    const seen: string[] = [];
    let after: DepartmentListQuery['after'];
    do {
      const page = await on.list({ sort, limit: 3, after });
      seen.push(...page.items.map((department) => department.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(11);
    const reverse = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
    const other = DEPARTMENT_SORTS.find((each) => each === reverse);
    expect((await on.list({ sort: other ?? sort })).items.map((department) => department.id)).toEqual(whole.reverse());
  });

  it.each<[string, Partial<DepartmentListQuery>, string[]]>([
    ['the children of one', { parentId: id('abc123') }, ['Platform', 'Product']],
    ['those at the top', { parentId: null }, ['Company', 'Managed']],
    ['those that somebody manages', { managerId: JANE }, ['Managed']],
    ['those with a part of a name, whatever the case', { name: 'AUDIT' }, ['audit', 'Auditorium']],
    ['those with a part of a name beyond ASCII', { name: 'öFF' }, ['Öffentliches']],
    ['signs that SQL gives a meaning, taken as they are', { name: '%' }, ['100%']],
    ['and other such signs', { name: '_' }, ['a_b']],
    ['those that fit all filters', { parentId: id('supp01'), name: 'o' }, ['Auditorium']],
    ['none below a department that does not exist', { parentId: id('none') }, []],
  ])('finds %s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('shows nothing of another organization', async () => {
    expect(await names({ organizationId: organizationIdSchema.parse('org_foreign') })).toEqual([]);
  });

  it('tells path, depth and own members of each', async () => {
    expect((await on.list({ parentId: id('abc123') })).items[0]).toMatchObject({
      path: 'Company/Engineering/Platform',
      depth: 3,
      member_count: 2,
    });
  });
});

describe('the tree', () => {
  it('below a root keeps path and depth, cut at a level, with totals of all below', async () => {
    const [root] = await on.tree({ root: id('abc123'), levels: 1 });
    expect(root).toMatchObject({
      path: 'Company/Engineering',
      depth: 2,
      member_count: 1,
      total_member_count: 3,
      child_count: 2,
      children: [],
    });
  });

  it('whole has every department once, siblings by name', async () => {
    const [company, managed, ...more] = await on.tree();
    expect([company?.name, company?.total_member_count, managed?.name, more]).toEqual(['Company', 3, 'Managed', []]);
    expect(company?.children[1]?.children.map(({ name }) => name)).toEqual([
      '100%',
      'a_b',
      'audit',
      'Auditorium',
      'Öffentliches',
    ]);
  });

  it.each([
    ['that does not exist', ORGANIZATION, id('none')],
    ['of another organization', organizationIdSchema.parse('org_foreign'), id('abc123')],
  ])('is not found below a root %s', async (_, organizationId, root) => {
    await expect(on.tree({ organizationId, root })).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});
