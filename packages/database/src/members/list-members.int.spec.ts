import type { Member } from '@roster/domain';
import { openTestDatabase } from '../database.fixture.js';
import { listMembers, type MemberListQuery } from './list-members.js';
import { addPerson, newOrganization } from './members.fixture.js';
import { updateMember } from './members.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const organization = await newOrganization(database.dataSource);
const caller = organization.caller;
const people: Member[] = [organization.owner];
for (const person of [
  { full_name: 'Zoë Ünal', email: 'zoe@example.com', role: 'admin' as const },
  { full_name: '100% Real_Name', email: 'odd@example.org' },
  { full_name: 'Back\\slash', email: 'back@example.org' },
  { full_name: 'Left Behind', email: 'left@example.org' },
]) {
  people.push(await addPerson(database.dataSource, caller, person));
}
const [, , , , left] = people;
if (left)
  await database.dataSource.transaction((tx) => updateMember(tx, caller, left.user_id, { status: 'deactivated' }));

const list = (query: Partial<MemberListQuery>) =>
  listMembers(database.dataSource.manager, { organizationId: caller.principal.organizationId, limit: 50, ...query });

describe('listing people', () => {
  const walk = async (query: Partial<MemberListQuery>) => {
    const seen: Member[] = [];
    let after: MemberListQuery['after'];
    do {
      const page = await list({ ...query, after });
      seen.push(...page.items);
      after = page.next ?? undefined;
    } while (after);
    return seen;
  };

  it.each([1, 2, 5])('walks everybody once over pages of %i, by ID and by name', async (limit) => {
    const ids = (await walk({ limit })).map(({ user_id }) => user_id);
    expect(ids).toEqual(people.map(({ user_id }) => user_id).sort());
    const names = (await walk({ limit, sort: 'full_name' })).map(({ full_name }) => full_name);
    expect(names).toEqual(['100% Real_Name', 'Back\\slash', 'Left Behind', 'Olga Owner', 'Zoë Ünal']);
  });

  it('sorts those who match by name, and those of one name by ID, whether few or many match', async () => {
    const { caller } = await newOrganization(database.dataSource);
    const { organizationId } = caller.principal;
    const name = (number: number) => ['éva', 'Eva', 'Ewa', 'eva', 'Żaneta'][number % 5] ?? '';
    const add = (from: number, to: number) =>
      database.owner.query(
        `INSERT INTO organization_members (organization_id, user_id, full_name, email)
         SELECT $1, 'usr_n' || $1 || n, ($2::text[])[n % 5 + 1], 'n' || n || '@many.example'
         FROM generate_series($3::int, $4::int) n`,
        [organizationId, [0, 1, 2, 3, 4].map(name), from, to],
      );
    const found = async () => {
      const members = await walk({ organizationId, q: '@many', sort: 'full_name', limit: 100 });
      return members.map(({ full_name, user_id }) => [full_name, user_id]);
    };
    const expected = async () => {
      const rows = await database.owner.query(
        `SELECT full_name, user_id FROM organization_members WHERE organization_id = $1 AND email LIKE '%@many.example'
         ORDER BY lower(full_name COLLATE "und-x-icu"), user_id`,
        [organizationId],
      );
      return rows.map((row: { full_name: string; user_id: string }) => [row.full_name, row.user_id]);
    };
    for (const [from, to] of [
      [1, 150],
      [151, 2_050],
    ] as const) {
      await add(from, to);
      const members = await found();
      expect(members).toHaveLength(to);
      expect(members).toEqual(await expected());
    }
  });

  it.each([
    [{ q: 'olga' }, ['Olga Owner']],
    [{ q: 'ÜNAL' }, ['Zoë Ünal']],
    [{ q: 'example.org' }, ['100% Real_Name', 'Back\\slash', 'Left Behind']],
    [{ q: '%' }, ['100% Real_Name']],
    [{ q: '_' }, ['100% Real_Name']],
    [{ q: '\\' }, ['Back\\slash']],
    [{ q: `'; DROP TABLE x --` }, []],
    [{ role: 'admin' as const }, ['Zoë Ünal']],
    [{ status: 'deactivated' as const }, ['Left Behind']],
    [{ status: 'active' as const, q: 'example.org', role: 'member' as const }, ['100% Real_Name', 'Back\\slash']],
  ])('%j finds %j', async (query, names) => {
    expect((await list(query)).items.map(({ full_name }) => full_name)).toEqual(names);
    expect((await list({ ...query, sort: 'full_name' })).items.map(({ full_name }) => full_name)).toEqual(names);
  });
});
