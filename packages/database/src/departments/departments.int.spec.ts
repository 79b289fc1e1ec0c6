import { departmentVersion, organizationIdSchema, userIdSchema } from '@roster/domain';
import { command, JANE, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { departmentsOf, id } from './departments.fixture.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const on = departmentsOf(database.dataSource);

describe('creating a department', () => {
  it('gives it its place, and an audit row in the same transaction', async () => {
    const made = await on.make('Design', id('abc123'), { description: 'Pixels', manager_user_id: JANE });
    expect(made).toEqual({
      id: expect.stringMatching(/^dept_[0-9a-f]{32}$/),
      organization_id: ORGANIZATION,
      parent_id: 'dept_abc123',
      name: 'Design',
      description: 'Pixels',
      manager_user_id: JANE,
      path: 'Company/Engineering/Design',
      depth: 3,
      member_count: 0,
      created_at: expect.any(String),
      updated_at: made.created_at,
    });
    expect(await on.read(made.id)).toEqual(made);
    const after = { parent_id: 'dept_abc123', name: 'Design', description: 'Pixels', manager_user_id: JANE };
    expect(await on.audit(made.id)).toEqual([
      { action: 'department.create', subject: made.id, user_id: null, before: null, after },
    ]);
  });

  it.each([
    ['in another case', 'Vertrieb', 'VERTRIEB'],
    ['in another case beyond ASCII', 'Übersicht Ärzte', 'übersicht ÄRZTE'],
    ['in Cyrillic', 'Отдел', 'ОТДЕЛ'],
  ])('refuses a name that a sibling has %s', async (_, name, again) => {
    await on.make(name);
    await expect(on.make(again)).rejects.toMatchObject({
      code: 'DEPARTMENT_NAME_TAKEN',
      details: { name: again, parent_id: null },
    });
    await expect(on.make(again, id('root01'))).resolves.toMatchObject({ name: again });
  });

  it('makes one of a name when many ask at once', async () => {
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => on.make('Race', id('root01'))));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = all.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['DEPARTMENT_NAME_TAKEN']));
  });

  it.each([
    ['a parent that does not exist', { parent_id: id('none') }, 'DEPARTMENT_NOT_FOUND'],
    ['a manager who is not in the organization', { manager_user_id: userIdSchema.parse('usr_no') }, 'MEMBER_NOT_FOUND'],
  ])('refuses %s', async (_, more, code) => {
    await expect(on.make('Nowhere', null, more)).rejects.toMatchObject({ code });
    expect(await database.dataSource.query(`SELECT FROM departments WHERE name = 'Nowhere'`)).toEqual([]);
  });

  it('does not know a parent of another organization', async () => {
    await database.dataSource.query(`INSERT INTO organizations (id, name) VALUES ('org_other', 'x')`);
    const other = departmentsOf(database.dataSource, organizationIdSchema.parse('org_other'));
    await expect(other.make('Spy', id('abc123'))).rejects.toMatchObject({
      code: 'DEPARTMENT_NOT_FOUND',
    });
  });

  it('goes 32 levels deep and no deeper', async () => {
    const levels = await on.chain(Array.from({ length: 32 }, (_, index) => `Level ${index + 1}`));
    expect(levels.at(-1)?.depth).toBe(32);
    await expect(on.make('Level 33', levels.at(-1)?.id)).rejects.toMatchObject({
      code: 'DEPARTMENT_TOO_DEEP',
      details: { depth: 33, max_depth: 32 },
    });
  });
});

describe('updating a department', () => {
  it('changes what is named, audits just that, and makes a new version', async () => {
    const made = await on.make('Old', null, { description: 'stays' });
    const updated = await on.update(made.id, { name: 'New', manager_user_id: JANE });
    expect(updated).toEqual({
      ...made,
      name: 'New',
      path: 'New',
      manager_user_id: JANE,
      updated_at: expect.any(String),
    });
    expect(departmentVersion(updated)).not.toBe(departmentVersion(made));
    expect((await on.audit(made.id)).at(-1)).toEqual({
      action: 'department.update',
      subject: made.id,
      user_id: null,
      before: { name: 'Old', manager_user_id: null },
      after: { name: 'New', manager_user_id: JANE },
    });
  });

  it('leaves no trace when it changes nothing', async () => {
    const made = await on.make('Same');
    expect(await on.update(made.id, { name: 'Same', description: null })).toEqual(made);
    expect(await on.audit(made.id)).toHaveLength(1);
  });

  it('may change the case of its own name, and may not take that of a sibling', async () => {
    const [made] = [await on.make('case'), await on.make('Taken')];
    expect(await on.update(made.id, { name: 'CASE' })).toMatchObject({ name: 'CASE' });
    await expect(on.update(made.id, { name: 'taken' })).rejects.toMatchObject({ code: 'DEPARTMENT_NAME_TAKEN' });
  });

  it('lets one of many win who all saw the same version', async () => {
    const made = await on.make('Contended');
    const seen = [departmentVersion(made)];
    const all = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) => on.update(made.id, { name: `Contended ${n}` }, seen)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = all.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['PRECONDITION_FAILED']));
    expect(await on.audit(made.id)).toHaveLength(2);
  });

  it('keeps its version while members come and departments above it are renamed', async () => {
    const [top, below] = await on.chain(['Top', 'Below']);
    if (!top || !below) throw new Error('not made');
    await new MembershipLedger(database.dataSource).apply([command({ departmentId: below.id })]);
    await on.update(top.id, { name: 'Renamed' });
    const read = await on.read(below.id);
    expect(read).toEqual({ ...below, path: 'Renamed/Below', member_count: 1 });
    expect(departmentVersion(read)).toBe(departmentVersion(below));
  });

  it('loses a manager who leaves the organization, and stays', async () => {
    const made = await on.make('Managed', null, { manager_user_id: person(40) });
    await database.dataSource.query(`DELETE FROM organization_members WHERE user_id = $1`, [person(40)]);
    expect(await on.read(made.id)).toMatchObject({
      name: 'Managed',
      manager_user_id: null,
    });
  });

  it.each([
    ['does not exist', ORGANIZATION, id('none')],
    ['belongs to another organization', organizationIdSchema.parse('org_foreign'), id('abc123')],
  ])('is not found when it %s', async (_, organizationId, departmentId) => {
    const other = departmentsOf(database.dataSource, organizationId);
    await expect(other.update(departmentId, { name: 'x' })).rejects.toMatchObject({ code: 'DEPARTMENT_NOT_FOUND' });
  });
});
