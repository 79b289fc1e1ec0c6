import { departmentIdSchema } from '@roster/domain';
import {
  cancel,
  command,
  facts,
  JANE,
  lockWaiter,
  ORGANIZATION,
  openTestDatabase,
  person,
} from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { Bulks, DUPLICATE, PEOPLE } from './bulk.fixture.js';
import { BulkLedger } from './bulk-ledger.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const bulks = new Bulks(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM operations'));

describe('a partial bulk', () => {
  it('gives each item its own result, and adds whoever can be added', async () => {
    await new MembershipLedger(database.dataSource).apply([command({ userId: person(1) })]);
    const before = await facts(database.dataSource);
    const whom = [person(1), person(2), 'usr_nobody', person(2), 'Person003@Company.com', 'no@company.com', person(3)];
    const operationId = await bulks.create(whom);
    await bulks.runToEnd(operationId, new BulkLedger(database.dataSource));
    expect(await bulks.results(operationId)).toEqual([
      DUPLICATE,
      'added',
      'MEMBER_NOT_FOUND',
      DUPLICATE,
      'added',
      'MEMBER_NOT_FOUND',
      DUPLICATE,
    ]);
    expect(await bulks.operation(operationId)).toEqual({
      state: 'done',
      result: { status: 'applied' },
      items_total: 7,
      items_added: 2,
      items_rejected: 5,
    });
    expect(await facts(database.dataSource)).toMatchObject({ members: 3, audited: before.audited + 2 });
  });

  it('says of an item whom it is about, why it was rejected and when it was added', async () => {
    const operationId = await bulks.create(['person003@company.com', 'no@company.com', 'usr_nobody']);
    await bulks.runToEnd(operationId);
    const items = await database.dataSource.query(
      `SELECT user_id, email, details, added_at FROM operation_items WHERE operation_id = $1 ORDER BY position`,
      [operationId],
    );
    expect(items).toEqual([
      { user_id: person(3), email: 'person003@company.com', details: null, added_at: expect.any(Date) },
      { user_id: null, email: 'no@company.com', details: { email: 'no@company.com' }, added_at: null },
      { user_id: 'usr_nobody', email: null, details: { user_id: 'usr_nobody' }, added_at: null },
    ]);
  });

  it('audits each change with the channel bulk and the id of the operation', async () => {
    const operationId = await bulks.create([person(1), 'usr_nobody', person(2)]);
    await bulks.runToEnd(operationId);
    expect(
      await database.dataSource.query(
        'SELECT user_id, action, channel, actor_id FROM audit_events WHERE operation_id = $1 ORDER BY id',
        [operationId],
      ),
    ).toEqual(
      [person(1), person(2)].map((user_id) => ({
        user_id,
        action: 'member.add',
        channel: 'bulk',
        actor_id: 'key_test',
      })),
    );
  });

  it('comes on chunk by chunk, each committed with the counters', async () => {
    const operationId = await bulks.create(PEOPLE);
    expect(await bulks.ledger.applyNext(operationId)).toBe('more');
    expect(await bulks.operation(operationId)).toMatchObject({ state: 'accepted', items_added: 4, items_total: 10 });
    expect((await facts(database.dataSource)).members).toBe(4);
    expect(await bulks.ledger.applyNext(operationId)).toBe('more');
    expect(await bulks.ledger.applyNext(operationId)).toBe('ended');
    expect(await bulks.operation(operationId)).toMatchObject({ state: 'done', items_added: 10 });
  });

  it('goes on where the last committed chunk ended when it is delivered again, and does nothing when it has ended', async () => {
    const before = await facts(database.dataSource);
    const operationId = await bulks.create(PEOPLE);
    await bulks.ledger.applyNext(operationId);
    await bulks.runToEnd(operationId);
    await bulks.runToEnd(operationId);
    expect(await bulks.results(operationId)).toEqual(PEOPLE.map(() => 'added'));
    expect(await facts(database.dataSource)).toMatchObject({ members: 10, audited: before.audited + 10 });
  });

  it('adds each once when five workers are at the same bulk', async () => {
    const before = await facts(database.dataSource);
    const operationId = await bulks.create(PEOPLE);
    await Promise.all(Array.from({ length: 5 }, () => bulks.runToEnd(operationId)));
    expect(await bulks.results(operationId)).toEqual(PEOPLE.map(() => 'added'));
    expect(await bulks.operation(operationId)).toMatchObject({ state: 'done', items_added: 10, items_rejected: 0 });
    expect(await facts(database.dataSource)).toMatchObject({ members: 10, audited: before.audited + 10 });
  });

  it('adds each once when bulks and single adds race for the same people in opposite orders', async () => {
    const bulkOf = (whom: readonly string[]) =>
      bulks.create(whom).then((id) => bulks.runToEnd(id).then(() => bulks.results(id)));
    const single = new MembershipLedger(database.dataSource);
    const singles = single.apply([...PEOPLE].reverse().map((userId) => command({ userId })));
    const all = [...(await Promise.all([bulkOf(PEOPLE), bulkOf([...PEOPLE].reverse()), bulkOf(PEOPLE)])).flat()];
    const addedAlone = (await singles).filter(({ outcome }) => outcome.status === 'added').length;
    expect(all.filter((result) => result === 'added').length + addedAlone).toBe(10);
    expect(all.filter((result) => result === DUPLICATE).length).toBe(20 + addedAlone);
    expect((await facts(database.dataSource)).members).toBe(10);
  });

  it('rejects all when the department was deleted meanwhile', async () => {
    await database.dataSource.query(
      `INSERT INTO departments (id, organization_id, name) VALUES ('dept_gone', $1, 'Gone')`,
      [ORGANIZATION],
    );
    const operationId = await bulks.create([JANE], { departmentId: departmentIdSchema.parse('dept_gone') });
    await database.dataSource.query(`DELETE FROM departments WHERE id = 'dept_gone'`);
    await bulks.runToEnd(operationId);
    expect(await bulks.results(operationId)).toEqual(['DEPARTMENT_NOT_FOUND']);
  });

  it('that is cancelled between two chunks stops there: what was added stays, the others never are', async () => {
    const operationId = await bulks.create(PEOPLE);
    await bulks.ledger.applyNext(operationId);
    const cancelled = await cancel(database.dataSource, operationId);
    expect(cancelled?.cancelled).toBe(true);
    expect(await bulks.ledger.applyNext(operationId)).toBe('ended');
    expect(await bulks.results(operationId)).toEqual([...Array(4).fill('added'), ...Array(6).fill('cancelled')]);
    expect(await bulks.operation(operationId)).toMatchObject({ state: 'cancelled', items_added: 4 });
    expect((await facts(database.dataSource)).members).toBe(4);
  });

  it('that is cancelled while it runs counts as many as it added', async () => {
    const operationId = await bulks.create(PEOPLE);
    const running = bulks.runToEnd(operationId, new BulkLedger(database.dataSource, 1));
    await cancel(database.dataSource, operationId);
    await running;
    const added = (await bulks.results(operationId)).filter((result) => result === 'added').length;
    expect((await bulks.operation(operationId)).items_added).toBe(added);
    expect((await facts(database.dataSource)).members).toBe(added);
  });
});

it('the items of a bulk go with its operation, and those of others stay', async () => {
  const [gone, kept] = [await bulks.create(PEOPLE), await bulks.create(PEOPLE)];
  await database.dataSource.query('DELETE FROM operations WHERE id = $1', [gone]);
  expect(await bulks.results(gone)).toEqual([]);
  expect(await bulks.results(kept)).toHaveLength(10);
});

describe('a member who changes while a bulk adds them', () => {
  it.each([
    ['deactivated', 'UPDATE organization_members SET deactivated_at = now() WHERE user_id = $1', 'MEMBER_DEACTIVATED'],
    ['removed', 'DELETE FROM organization_members WHERE user_id = $1', 'MEMBER_NOT_FOUND'],
  ])('and is %s first is not added, whether named by ID or by e-mail address', async (_, change, code) => {
    const [byId, byEmail] = [
      ['usr_late1', 'late1@company.com'],
      ['usr_late2', 'late2@company.com'],
    ] as const;
    for (const [id, email] of [byId, byEmail])
      await database.owner.query(
        `INSERT INTO organization_members (organization_id, user_id, full_name, email) VALUES ($1, $2, 'Late', $3)`,
        [ORGANIZATION, id, email],
      );
    const operationId = await bulks.create([person(1), byId[0], byEmail[1]]);
    const other = database.owner.createQueryRunner();
    await other.startTransaction();
    for (const [id] of [byId, byEmail]) {
      await other.query('SELECT FROM organization_members WHERE user_id = $1 FOR UPDATE', [id]);
      await other.query(change, [id]);
    }
    const running = bulks.runToEnd(operationId);
    await lockWaiter(database);
    await other.commitTransaction();
    await other.release();
    await running;
    expect(await bulks.results(operationId)).toEqual(['added', code, code]);
    await database.owner.query(`DELETE FROM organization_members WHERE full_name = 'Late'`);
  });
});

describe('an atomic bulk', () => {
  it('adds everybody in one transaction', async () => {
    const operationId = await bulks.create(PEOPLE, { mode: 'atomic' });
    expect(await bulks.ledger.applyNext(operationId)).toBe('ended');
    expect(await bulks.operation(operationId)).toMatchObject({ state: 'done', items_added: 10, items_rejected: 0 });
    expect((await facts(database.dataSource)).members).toBe(10);
  });

  it('changes nothing when one item is rejected, and tells of each why', async () => {
    const before = await facts(database.dataSource);
    const operationId = await bulks.create([person(1), 'usr_nobody', person(2), person(1)], { mode: 'atomic' });
    await bulks.runToEnd(operationId);
    expect(await bulks.results(operationId)).toEqual([
      'BULK_ATOMIC_ABORTED',
      'MEMBER_NOT_FOUND',
      'BULK_ATOMIC_ABORTED',
      DUPLICATE,
    ]);
    expect(await bulks.operation(operationId)).toEqual({
      state: 'done',
      result: { status: 'rejected', code: 'BULK_ATOMIC_ABORTED', details: { rejected: 2 } },
      items_total: 4,
      items_added: 0,
      items_rejected: 4,
    });
    expect(await facts(database.dataSource)).toMatchObject({ members: 0, audited: before.audited });
  });

  it('changes nothing when a single add is faster with one of them', async () => {
    const operationId = await bulks.create([person(1), person(2)], { mode: 'atomic' });
    let running: Promise<unknown> = Promise.resolve();
    const faster = new MembershipLedger(database.dataSource, async (point) => {
      if (point !== 'before-commit') return;
      running = bulks.ledger.applyNext(operationId);
      await lockWaiter(database);
    });
    await faster.apply([command({ userId: person(2) })]);
    await running;
    expect(await bulks.results(operationId)).toEqual(['BULK_ATOMIC_ABORTED', DUPLICATE]);
    expect((await facts(database.dataSource)).members).toBe(1);
  });
});
