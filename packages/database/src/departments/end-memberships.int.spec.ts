import { type DepartmentId, departmentIdSchema } from '@roster/domain';
import { command, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { departmentsOf } from './departments.fixture.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const on = departmentsOf(database.dataSource);
const ledger = new MembershipLedger(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM departments'));

async function membersOf(departmentId: DepartmentId): Promise<string[]> {
  const rows: { user_id: string }[] = await database.dataSource.query(
    'SELECT user_id FROM department_members WHERE department_id = $1 ORDER BY user_id',
    [departmentId],
  );
  return rows.map(({ user_id }) => user_id);
}

const people = (...numbers: number[]) => numbers.map((n) => person(n));

/** Top with Middle below it, and Low below that: 1 in Top, 1 and 2 in Middle, 2 and 3 in Low. */
async function house() {
  const [top, middle, low] = await on.chain(['Top', 'Middle', 'Low']);
  if (!top || !middle || !low) throw new Error('not made');
  await on.addMembers(top.id, 1);
  await on.addMembers(middle.id, 1, 2);
  await on.addMembers(low.id, 2, 3);
  return { top: top.id, middle: middle.id, low: low.id };
}

describe('deleting a department and moving its members', () => {
  it('puts them into the parent; who is there already stays as before', async () => {
    const { top, middle, low } = await house();
    const [before] = await database.dataSource.query('SELECT * FROM department_members WHERE department_id = $1', [
      top,
    ]);
    await on.remove(middle, { children: 'reparent', members: 'move' });
    expect([await membersOf(top), await membersOf(low)]).toEqual([people(1, 2), people(2, 3)]);
    expect(
      await database.dataSource.query('SELECT * FROM department_members WHERE department_id = $1 AND user_id = $2', [
        top,
        person(1),
      ]),
    ).toEqual([before]);
  });

  it('takes the members of all that go with it, each person once', async () => {
    const { top, middle } = await house();
    await on.remove(middle, { children: 'cascade', members: 'move' });
    expect(await membersOf(top)).toEqual(people(1, 2, 3));
  });

  it('puts them into the department that is named', async () => {
    const { top } = await house();
    const { id: other } = await on.make('Other');
    await on.remove(top, { children: 'cascade', members: 'move', membersTo: other });
    expect(await membersOf(other)).toEqual(people(1, 2, 3));
  });

  it('is audited for each membership that ends and for each that begins', async () => {
    const { top, middle } = await house();
    await on.remove(middle, { children: 'reparent', members: 'move' });
    const ends = { before: { department_id: middle }, after: { department_id: top } };
    expect((await on.audit(middle)).slice(-3)).toMatchObject([
      { action: 'member.remove', user_id: person(1), ...ends },
      { action: 'member.remove', user_id: person(2), ...ends },
      { action: 'department.delete' },
    ]);
    expect((await on.audit(top)).slice(-1)).toMatchObject([
      { action: 'member.add', user_id: person(2), before: null, after: { department_id: top } },
    ]);
  });

  it('moves deactivated members too: nobody is lost', async () => {
    const { top, middle } = await house();
    await database.dataSource.query('UPDATE organization_members SET deactivated_at = now() WHERE user_id = $1', [
      person(2),
    ]);
    await on.remove(middle, { children: 'reparent', members: 'move' });
    await database.dataSource.query('UPDATE organization_members SET deactivated_at = NULL');
    expect(await membersOf(top)).toEqual(people(1, 2));
  });

  it.each<[string, (h: Awaited<ReturnType<typeof house>>) => DepartmentId | undefined, string]>([
    ['to nowhere, as it has no parent', () => undefined, 'VALIDATION_FAILED'],
    ['to itself', ({ top }) => top, 'VALIDATION_FAILED'],
    ['to one that is deleted with it', ({ low }) => low, 'VALIDATION_FAILED'],
    ['to one that does not exist', () => departmentIdSchema.parse('dept_none'), 'DEPARTMENT_NOT_FOUND'],
  ])('is refused %s, and changes nothing', async (_, target, code) => {
    const made = await house();
    const deletion = on.remove(made.top, { children: 'cascade', members: 'move', membersTo: target(made) });
    await expect(deletion).rejects.toMatchObject({ code });
    expect(await membersOf(made.top)).toEqual(people(1));
    expect(await membersOf(made.low)).toEqual(people(2, 3));
  });

  it('needs no target when there is nobody to move', async () => {
    const { id } = await on.make('Empty');
    await on.remove(id, { members: 'move' });
    await expect(on.remove(id)).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});

it('loses nobody when adds and removes race with it: whoever was added is in the parent, unless removed there', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [outer, inner] = await on.chain([`Outer ${round}`, 'Inner']);
    if (!outer || !inner) throw new Error('not made');
    await on.addMembers(inner.id, 1, 2, 3, 4);
    await on.addMembers(outer.id, 4, 5);
    const [deleted, removal, ...adds] = await Promise.allSettled([
      on.remove(inner.id, { members: 'move' }),
      ledger.apply([command({ kind: 'member.remove', departmentId: outer.id, userId: person(4) })]),
      ...[6, 7, 8, 9].map((n) => ledger.apply([command({ departmentId: inner.id, userId: person(n) })])),
      ...[1, 2].map((n) => ledger.apply([command({ departmentId: outer.id, userId: person(n) })])),
    ]);
    expect([deleted.status, removal.status]).toEqual(['fulfilled', 'fulfilled']);
    const added = [6, 7, 8, 9].filter((_, index) => {
      const each = adds[index];
      return each?.status === 'fulfilled' && each.value[0]?.outcome.status === 'added';
    });
    const members = (await membersOf(outer.id)).filter((userId) => userId !== person(4));
    expect(members).toEqual(people(1, 2, 3, 5, ...added));
    const events = [...(await on.audit(outer.id)), ...(await on.audit(inner.id))];
    const of = (action: string) => events.filter((event) => event.action === action).length;
    expect(of('member.add') - of('member.remove')).toBe((await membersOf(outer.id)).length);
  }
});
