import { type DepartmentId, organizationIdSchema } from '@roster/domain';
import { command, lockWaiter, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { CALLER, departmentsOf, id } from './departments.fixture.js';
import { updateDepartment } from './update-department.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const on = departmentsOf(database.dataSource);
const ledger = new MembershipLedger(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM departments'));

/** A with A1 and A2 below it, and A11 below A1; two members in A, three in A11. */
async function house() {
  const top = (await on.make('A')).id;
  const a1 = (await on.make('A1', top)).id;
  const a2 = (await on.make('A2', top)).id;
  const a11 = (await on.make('A11', a1)).id;
  await on.addMembers(top, 1, 2);
  await on.addMembers(a11, 2, 3, 4);
  return { top, a1, a2, a11 };
}

async function remaining(): Promise<string[]> {
  const { items } = await on.list();
  return items.map(({ path, member_count }) => `${path} ${member_count}`);
}

const WHOLE = ['A 2', 'A/A1 0', 'A/A1/A11 3', 'A/A2 0'];

describe('deleting a department', () => {
  it('that is empty takes it away, and audits what it was', async () => {
    const { top, a2 } = await house();
    await on.remove(a2);
    expect(await remaining()).toEqual(['A 2', 'A/A1 0', 'A/A1/A11 3']);
    expect((await on.audit(a2)).at(-1)).toEqual({
      action: 'department.delete',
      subject: a2,
      user_id: null,
      before: { parent_id: top, name: 'A2', description: null, manager_user_id: null },
      after: null,
    });
  });

  it.each([
    ['children and members and nothing is said', {}, { children: 2, members: 2 }],
    ['children and only members are spoken of', { members: 'remove' }, { children: 2, members: 2 }],
    ['members and only children are spoken of', { children: 'reparent' }, { children: 2, members: 2 }],
    ['members anywhere below that would go too', { children: 'cascade' }, { children: 2, members: 5 }],
  ] as const)('is refused when it has %s', async (_, policy, counts) => {
    const { top } = await house();
    await expect(on.remove(top, policy)).rejects.toMatchObject({
      code: 'DEPARTMENT_NOT_EMPTY',
      details: { department_id: top, ...counts },
    });
    expect(await remaining()).toEqual(WHOLE);
  });

  it('with "reparent" gives the children to its parent, and audits each', async () => {
    const { top, a1, a11 } = await house();
    await on.remove(a1, { children: 'reparent' });
    expect(await remaining()).toEqual(['A 2', 'A/A11 3', 'A/A2 0']);
    expect((await on.audit(a11)).at(-1)).toMatchObject({
      action: 'department.reparent',
      before: { parent_id: a1 },
      after: { parent_id: top },
    });
  });

  it('with "reparent" at the top makes its children stand at the top, and removes its own members only', async () => {
    const { top } = await house();
    await on.remove(top, { children: 'reparent', members: 'remove' });
    expect(await remaining()).toEqual(['A1 0', 'A1/A11 3', 'A2 0']);
    expect((await on.audit(top)).filter(({ action }) => action === 'member.remove')).toHaveLength(2);
  });

  it('with "cascade" takes all below it away, and audits every department and every removed membership', async () => {
    const { top, a1, a2, a11 } = await house();
    await on.remove(top, { children: 'cascade', members: 'remove' });
    expect(await remaining()).toEqual([]);
    const actions = async (departmentId: DepartmentId) =>
      (await on.audit(departmentId)).slice(1).map(({ action, user_id }) => (user_id ? `${action} ${user_id}` : action));
    expect(await actions(a11)).toEqual([
      ...[2, 3, 4].map((n) => `member.add ${person(n)}`),
      ...[2, 3, 4].map((n) => `member.remove ${person(n)}`),
      'department.delete',
    ]);
    for (const departmentId of [a1, a2]) expect(await actions(departmentId)).toEqual(['department.delete']);
  });

  it('with "reparent" lets a child have the name of the department that goes', async () => {
    const [outer, inner] = await on.chain(['Same', 'same']);
    if (!outer || !inner) throw new Error('not made');
    await on.remove(outer.id, { children: 'reparent' });
    expect(await remaining()).toEqual(['same 0']);
  });

  it('with "reparent" is refused when a child would stand beside another of its name', async () => {
    const { top, a1 } = await house();
    await on.make('a2', a1);
    await expect(on.remove(a1, { children: 'reparent' })).rejects.toMatchObject({
      code: 'DEPARTMENT_NAME_TAKEN',
      details: { name: 'a2', parent_id: top },
    });
    expect(await remaining()).toHaveLength(5);
  });

  it('does not find one that does not exist, that is gone already, or that is of another organization', async () => {
    const { a2 } = await house();
    const foreign = departmentsOf(database.dataSource, organizationIdSchema.parse('org_foreign'));
    await on.remove(a2);
    await expect(on.remove(a2)).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
    await expect(on.remove(id('none'))).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
    await expect(foreign.remove(a2)).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });

  it('happens once when many ask at once', async () => {
    const { a2 } = await house();
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => on.remove(a2)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await on.audit(a2)).filter(({ action }) => action === 'department.delete')).toHaveLength(1);
  });
});

it('says so when a child that moves up meets a department that gets its name at the same moment', async () => {
  const { top, a1, a2 } = await house();
  let deletion: Promise<unknown> = Promise.resolve();
  await database.dataSource.transaction(async (tx) => {
    await updateDepartment(tx, CALLER, { id: a2, expected: null }, { name: 'A11' });
    deletion = expect(on.remove(a1, { children: 'reparent' })).rejects.toMatchObject({
      code: 'DEPARTMENT_NAME_TAKEN',
      details: { name: 'A11', parent_id: top },
    });
    await lockWaiter(database);
  });
  await deletion;
});

describe('a deletion that races with the ledger', () => {
  it('loses no membership: each was added and then removed by it, with an audit row, or never added', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [outer, inner] = await on.chain([`Outer ${round}`, 'Inner']);
      if (!outer || !inner) throw new Error('not made');
      const commands = [outer, inner].flatMap((department) =>
        [1, 2, 3, 4, 5].map((n) => command({ departmentId: department.id, userId: person(n) })),
      );
      const [deleted, ...added] = await Promise.allSettled([
        on.remove(outer.id, { children: 'cascade', members: 'remove' }),
        ...commands.map((each) => ledger.apply([each])),
      ]);
      expect(deleted.status).toBe('fulfilled');
      const outcomes = added.map((each) => (each.status === 'fulfilled' ? each.value[0]?.outcome.status : 'again'));
      const events = [...(await on.audit(outer.id)), ...(await on.audit(inner.id))];
      const of = (action: string) => events.filter((event) => event.action === action).length;
      expect(of('member.add')).toBe(outcomes.filter((status) => status === 'added').length);
      expect(of('member.remove')).toBe(of('member.add'));
      for (const { reason } of added.filter((each) => each.status === 'rejected')) {
        expect(String(reason)).toContain('department_members_department_fkey');
      }
    }
    expect(await database.dataSource.query('SELECT FROM department_members')).toEqual([]);
  });

  it('is tried again when Postgres ends it for a deadlock', async () => {
    const [a, b] = [await on.make('Dead'), await on.make('Lock')];
    await ledger.apply([command({ departmentId: b.id })]);
    const other = database.owner.createQueryRunner();
    await other.startTransaction();
    // As a batch does: it holds a membership in B, and then wants to add one to A.
    await other.query(`SET LOCAL deadlock_timeout = '1h'`);
    await other.query(`SELECT FROM department_members WHERE department_id = $1 FOR UPDATE`, [b.id]);
    await on.move(b.id, a.id);
    const deletion = on.remove(a.id, { children: 'cascade', members: 'remove' });
    await lockWaiter(database);
    await other.query(`SELECT FROM departments WHERE id = $1 FOR KEY SHARE`, [a.id]);
    await other.commitTransaction();
    await other.release();
    await deletion;
    expect(await remaining()).toEqual([]);
  });
});
