import type { Member, UserId } from '@roster/domain';
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
  it('walks everybody once over pages', async () => {
    const seen: UserId[] = [];
    let after: UserId | undefined;
    do {
      const page = await list({ limit: 2, after });
      seen.push(...page.items.map(({ user_id }) => user_id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(people.map(({ user_id }) => user_id).sort());
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
  });
});
