import { organizationIdSchema } from '@roster/domain';
import { command, JANE, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { departmentsOf, id } from './departments.fixture.js';
import { readWholeTree, type WholeTreeQuery } from './read-whole-tree.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const on = departmentsOf(database.dataSource);
const ledger = new MembershipLedger(database.dataSource);
const read = (query: Partial<WholeTreeQuery> = {}) =>
  readWholeTree(database.dataSource.manager, { organizationId: ORGANIZATION, ...query });

const FOREIGN = organizationIdSchema.parse('org_foreign');
await database.owner.query(`INSERT INTO organizations (id, name) VALUES ('org_foreign', 'Foreign')`);

const leave = (userId: typeof JANE) =>
  ledger.apply([command({ kind: 'member.remove', departmentId: id('plat01'), userId })]);

describe('the version of a tree', () => {
  it('stays while nothing changes, and then no department is read', async () => {
    const { version } = await read();
    expect(await read({ known: version })).toEqual({ version, roots: null });
    expect(await read({ known: version, levels: 1 })).toEqual({ version, roots: null });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a new department', () => on.make('New', id('abc123'))],
    ['another name', () => on.update(id('supp01'), { name: 'Help desk' })],
    ['a description', () => on.update(id('supp01'), { description: 'Answers.' })],
    ['a manager', () => on.update(id('supp01'), { manager_user_id: JANE })],
    ['another parent', () => on.move(id('supp01'), id('abc123'))],
    ['a deletion', () => on.remove(id('abc123'), { children: 'reparent', members: 'remove' })],
    ['a member who joins', () => on.addMembers(id('plat01'), 1)],
    ['a second one', () => on.addMembers(id('plat01'), 2)],
    [
      'one who leaves while another joins elsewhere',
      () => Promise.all([leave(person(1)), on.addMembers(id('supp01'), 1)]),
    ],
    [
      'a manager who leaves the organization',
      () => database.owner.query('DELETE FROM organization_members WHERE user_id = $1', [JANE]),
    ],
    [
      'a statement of an operator',
      () => database.owner.query(`UPDATE departments SET name = 'Plat' WHERE id = 'dept_plat01'`),
    ],
  ])('is another after %s, and the tree is that of a first read', async (_, change) => {
    const before = await read();
    await change();
    const after = await read({ known: before.version });
    expect(after.roots).not.toBeNull();
    expect(after.roots).not.toEqual(before.roots);
    expect(after).toEqual(await read());
  });

  it('changes for each commit of many at once, and the last read is the last state', async () => {
    const changes = Array.from({ length: 20 }, (_, number) => on.addMembers(id('prod01'), 10 + number));
    let last = await read();
    const reads = changes.map(async (change) => {
      await change;
      const next = await read({ known: last.version });
      if (next.roots !== null) last = next;
    });
    await Promise.all(reads);
    const now = await read();
    const final = await read({ known: last.version });
    expect(final.roots ?? last.roots).toEqual(now.roots);
  });

  it('is that of the organization: of another, nothing is shown and nothing matters', async () => {
    const { version } = await read();
    expect(await read({ organizationId: FOREIGN })).toEqual({ version: '', roots: [] });
    await departmentsOf(database.dataSource, FOREIGN).make('Elsewhere');
    expect(await read({ known: version })).toMatchObject({ roots: null });
    expect(await read({ organizationId: FOREIGN, known: version })).toMatchObject({ roots: [{ name: 'Elsewhere' }] });
  });
});
