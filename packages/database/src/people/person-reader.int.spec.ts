import type { Caller, Person, UserId } from '@roster/domain';
import { openTestDatabase, type TestDatabase } from '../database.fixture.js';
import { addPerson, newOrganization } from './people.fixture.js';
import { updatePerson } from './people.js';
import { type PersonListQuery, PersonReader } from './person-reader.js';

let database: TestDatabase;
let reader: PersonReader;
let caller: Caller;
let people: Person[];
beforeAll(async () => {
  database = await openTestDatabase();
  reader = new PersonReader(database.dataSource);
  const organization = await newOrganization(database.dataSource);
  caller = organization.caller;
  people = [organization.owner];
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
    await database.dataSource.transaction((tx) => updatePerson(tx, caller, left.user_id, { status: 'deactivated' }));
});
afterAll(() => database.close());

const list = (query: Partial<PersonListQuery>) =>
  reader.list({ organizationId: caller.principal.organizationId, limit: 50, ...query });

describe('listing people', () => {
  it('walks everybody once over pages', async () => {
    const seen: UserId[] = [];
    let after: UserId | undefined;
    do {
      const page = await list({ limit: 2, after });
      seen.push(...page.people.map(({ user_id }) => user_id));
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
    expect((await list(query)).people.map(({ full_name }) => full_name)).toEqual(names);
  });
});
