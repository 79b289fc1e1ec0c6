import { type DepartmentId, organizationIdSchema } from '@roster/domain';
import { openTestDatabase } from '../database.fixture.js';
import { departmentsOf, id } from './departments.fixture.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const on = departmentsOf(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM departments'));

const parentOf = async (departmentId: DepartmentId) => (await on.read(departmentId)).parent_id;

async function two(first: string[], second: string[]) {
  const [a, b] = [await on.chain(first), await on.chain(second)];
  return { a: a.map((department) => department.id), b: b.map((department) => department.id) } as {
    a: [DepartmentId, ...DepartmentId[]];
    b: [DepartmentId, ...DepartmentId[]];
  };
}

describe('moving a department', () => {
  it('takes all below it along, and says from where to where', async () => {
    const { a, b } = await two(['A', 'A1', 'A2'], ['B']);
    const [, child = id('none'), grandchild = id('none')] = a;
    const move = await on.move(child, b[0]);
    expect(move).toMatchObject({
      dry_run: false,
      before: { parent_id: a[0], path: 'A/A1', depth: 2 },
      after: { parent_id: b[0], path: 'B/A1', depth: 2 },
      departments_moved: 2,
      department: { id: child, parent_id: b[0], path: 'B/A1' },
    });
    expect(await on.read(grandchild)).toMatchObject({ path: 'B/A1/A2', depth: 3 });
    expect((await on.audit(child)).at(-1)).toEqual({
      action: 'department.reparent',
      subject: child,
      user_id: null,
      before: { parent_id: a[0] },
      after: { parent_id: b[0] },
    });
  });

  it('to where it is already changes nothing and is not audited', async () => {
    const [top, child] = await on.chain(['A', 'A1']);
    if (!top || !child) throw new Error('not made');
    expect(await on.move(child.id, top.id)).toMatchObject({ departments_moved: 0, department: child });
    expect(await on.audit(child.id)).toHaveLength(1);
  });

  it('only tried says the same and changes nothing', async () => {
    const { a, b } = await two(['A', 'A1'], ['B']);
    const tried = await on.move(a[0], b[0], true);
    expect(tried).toMatchObject({
      dry_run: true,
      after: { parent_id: b[0], path: 'B/A', depth: 2 },
      departments_moved: 2,
      department: { parent_id: null, path: 'A' },
    });
    expect(await on.audit(a[0])).toHaveLength(1);
    expect(await on.move(a[0], b[0])).toMatchObject({ before: tried.before, after: tried.after, departments_moved: 2 });
  });

  it.each([[false], [true]])('below itself or one of its own is refused (only tried: %s)', async (dryRun) => {
    const [top, child] = await on.chain(['A', 'A1']);
    if (!top || !child) throw new Error('not made');
    for (const parent of [top, child]) {
      await expect(on.move(top.id, parent.id, dryRun)).rejects.toMatchObject({
        code: 'DEPARTMENT_CYCLE',
        details: { department_id: top.id, parent_id: parent.id },
      });
    }
    expect(await parentOf(top.id)).toBeNull();
  });

  it.each([[false], [true]])('beside another of its name is refused (only tried: %s)', async (dryRun) => {
    const { a, b } = await two(['A', 'Same'], ['B', 'SAME']);
    await expect(on.move(a[1] ?? id('none'), b[0], dryRun)).rejects.toMatchObject({
      code: 'DEPARTMENT_NAME_TAKEN',
      details: { name: 'Same', parent_id: b[0] },
    });
  });

  it('so deep that its lowest department passes level 32 is refused', async () => {
    const names = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index}`);
    const { a, b } = await two(names('a', 20), names('b', 13));
    await expect(on.move(b[0], a.at(-1) ?? null)).rejects.toMatchObject({
      code: 'DEPARTMENT_TOO_DEEP',
      details: { depth: 33, max_depth: 32 },
    });
    expect(await on.move(b[0], a.at(-2) ?? null)).toMatchObject({ departments_moved: 13 });
  });

  it('does not find a parent that does not exist, nor a department of another organization', async () => {
    const made = await on.make('A');
    await expect(on.move(made.id, id('none'))).rejects.toMatchObject({ details: { department_id: 'dept_none' } });
    const foreign = departmentsOf(database.dataSource, organizationIdSchema.parse('org_foreign'));
    await expect(foreign.move(made.id, null)).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});

describe('moves that race', () => {
  it('never make a cycle: of A below B and B below A one is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { a, b } = await two([`A${round}`], [`B${round}`]);
      const all = await Promise.allSettled([on.move(a[0], b[0]), on.move(b[0], a[0])]);
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(all.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'DEPARTMENT_CYCLE' });
    }
  });

  it('leave a tree of many departments a tree', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, (_, index) => on.make(`Node ${index}`)));
    const pairs = made.flatMap((from) => made.filter((to) => to !== from).map((to) => [from.id, to.id] as const));
    await Promise.allSettled(pairs.map(([from, to]) => on.move(from, to)));
    const tree = await on.tree();
    const count = (nodes: typeof tree): number => nodes.reduce((sum, node) => sum + 1 + count([...node.children]), 0);
    expect(count(tree)).toBe(8);
  });

  it('do not pass the depth limit together', async () => {
    const names = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index}`);
    const { a, b } = await two(names('a', 11), names('b', 11));
    const c = await on.chain(names('c', 11));
    const [top] = c;
    if (!top) throw new Error('not made');
    await Promise.allSettled([on.move(b[0], a.at(-1) ?? null), on.move(top.id, b.at(-1) ?? null)]);
    const { items: rows } = await on.list();
    expect(Math.max(...rows.map(({ depth }) => depth))).toBe(22);
  });

  it('and a new department below one that is deleted meanwhile: one of the two is refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      const made = await on.make(`Parent ${round}`);
      const [created, deleted] = await Promise.allSettled([on.make('Child', made.id), on.remove(made.id)]);
      const codes = [created, deleted].map((each) => (each.status === 'rejected' ? each.reason.code : 'done'));
      expect([
        ['done', 'DEPARTMENT_NOT_EMPTY'],
        ['DEPARTMENT_NOT_FOUND', 'done'],
      ]).toContainEqual(codes);
    }
  });
});
