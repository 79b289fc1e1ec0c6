import { type Caller, departmentIdSchema, type MembershipCommand, type UserId } from '@roster/domain';
import { BulkLedger } from '../bulk/bulk-ledger.js';
import { BulkRepository } from '../bulk/bulk-repository.js';
import {
  bulkAdd,
  bulkItems,
  command,
  DEPARTMENT,
  facts,
  lockWaiter,
  ORGANIZATION,
  OTHER_DEPARTMENT,
  openTestDatabase,
  type TestDatabase,
} from '../database.fixture.js';
import { addPerson, auditOf, callerOf } from '../members/members.fixture.js';
import { removeMember, updateMember } from '../members/members.js';
import { MembershipLedger } from './membership-ledger.js';

let database: TestDatabase;
let ledger: MembershipLedger;
const caller: Caller = callerOf(ORGANIZATION);
beforeAll(async () => {
  database = await openTestDatabase();
  ledger = new MembershipLedger(database.dataSource);
});
afterAll(() => database.close());

const setStatus = (userId: UserId, status: 'active' | 'deactivated') =>
  database.dataSource.transaction((tx) => updateMember(tx, caller, userId, { status }));
const remove = (userId: UserId) => database.dataSource.transaction((tx) => removeMember(tx, caller, userId));
const newPerson = async () => (await addPerson(database.dataSource, caller)).user_id;

async function outcome(change: Partial<MembershipCommand>, by = ledger) {
  return (await by.apply([command(change)]))[0]?.outcome;
}

async function departmentsOf(userId: UserId): Promise<string[]> {
  const rows: { department_id: string }[] = await database.dataSource.query(
    'SELECT department_id FROM department_members WHERE user_id = $1 ORDER BY department_id',
    [userId],
  );
  return rows.map(({ department_id }) => department_id);
}

const deactivated = (userId: UserId) => ({
  status: 'rejected',
  code: 'MEMBER_DEACTIVATED',
  details: { user_id: userId },
});
const removed = (userId: UserId) => ({ status: 'rejected', code: 'MEMBER_NOT_FOUND', details: { user_id: userId } });

describe('a deactivated person', () => {
  it.each(['member.add', 'member.put'] as const)('is refused by %s, and taken again when active', async (kind) => {
    const userId = await newPerson();
    await setStatus(userId, 'deactivated');
    const before = await facts(database.dataSource);
    expect(await outcome({ kind, userId })).toEqual(deactivated(userId));
    expect(await facts(database.dataSource)).toEqual({ ...before, operations: before.operations + 1 });
    await setStatus(userId, 'active');
    expect(await outcome({ kind, userId })).toMatchObject({ status: 'added' });
  });

  it('keeps departments, is not moved between them, and can be removed from them', async () => {
    const userId = await newPerson();
    await outcome({ userId });
    await setStatus(userId, 'deactivated');
    const move = { kind: 'member.move', userId, toDepartmentId: OTHER_DEPARTMENT } as const;
    expect(await outcome(move)).toEqual(deactivated(userId));
    expect(await departmentsOf(userId)).toEqual([DEPARTMENT]);
    expect(await outcome({ kind: 'member.remove', userId })).toEqual({ status: 'removed' });
  });

  it.each(['id', 'address'])('is refused by a bulk that names the %s, and the others are added', async (by) => {
    const [gone, other] = [await addPerson(database.dataSource, caller), await newPerson()];
    await setStatus(gone.user_id, 'deactivated');
    const bulk = bulkAdd();
    const items = bulkItems(by === 'id' ? gone.user_id : gone.email, other);
    await new BulkRepository(database.dataSource).create(bulk, items);
    await new BulkLedger(database.dataSource).applyNext(bulk.operationId);
    expect(await itemsOf(bulk.operationId)).toEqual([
      { state: 'rejected', code: 'MEMBER_DEACTIVATED', details: { user_id: gone.user_id } },
      { state: 'added', code: null, details: null },
    ]);
    expect(await departmentsOf(gone.user_id)).toEqual([]);
  });
});

/** Begins a change of a person and leaves it uncommitted until `run` waits for it. */
async function overtakenBy<Result>(change: string, userId: UserId, run: () => Promise<Result>): Promise<Result> {
  const other = database.dataSource.createQueryRunner();
  await other.startTransaction();
  try {
    await other.query('SELECT FROM organization_members WHERE user_id = $1 FOR UPDATE', [userId]);
    await other.query(change, [userId]);
    const running = run();
    await lockWaiter(database);
    await other.commitTransaction();
    return await running;
  } finally {
    await other.release();
  }
}

const DEACTIVATE = 'UPDATE organization_members SET deactivated_at = now() WHERE user_id = $1';
const REVIVE = `INSERT INTO organization_members (organization_id, user_id, full_name, email)
  VALUES ($1, $2, 'Pat', $2 || '@example.com')
  ON CONFLICT (organization_id, user_id) DO UPDATE SET deactivated_at = NULL`;
const DELETE = 'DELETE FROM organization_members WHERE user_id = $1';

describe('a change that waits for somebody who changes the person', () => {
  it.each(['member.add', 'member.put'] as const)('%s adds nobody who was deactivated meanwhile', async (kind) => {
    const [userId, other] = [await newPerson(), await newPerson()];
    const [wanted, beside] = [command({ kind, userId }), command({ kind, userId: other })];
    const results = await overtakenBy(DEACTIVATE, userId, () => ledger.apply([wanted, beside]));
    expect(results).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operationId: wanted.operationId, outcome: deactivated(userId) }),
        expect.objectContaining({ outcome: expect.objectContaining({ status: 'added' }) }),
      ]),
    );
    expect([await departmentsOf(userId), await departmentsOf(other)]).toEqual([[], [DEPARTMENT]]);
    expect(await ledger.apply([wanted])).toMatchObject([{ outcome: deactivated(userId) }]);
  });

  it.each([
    ['deactivated', DEACTIVATE, deactivated],
    ['removed', DELETE, removed],
  ])('gives all commands for one who was %s meanwhile the same answer', async (_, change, expected) => {
    const userId = await newPerson();
    for (const kind of ['member.add', 'member.put'] as const) {
      await database.dataSource.query(REVIVE, [ORGANIZATION, userId]);
      const batch = [DEPARTMENT, DEPARTMENT, OTHER_DEPARTMENT, OTHER_DEPARTMENT].map((departmentId) =>
        command({ kind, userId, departmentId }),
      );
      const results = await overtakenBy(change, userId, () => ledger.apply(batch));
      expect(results.map((result) => result.outcome)).toEqual(Array(4).fill(expected(userId)));
    }
    expect(await departmentsOf(userId)).toEqual([]);
  });

  it('adds nobody who was removed meanwhile, and says so', async () => {
    const userId = await newPerson();
    expect(await overtakenBy(DELETE, userId, () => outcome({ userId }))).toEqual(removed(userId));
  });

  it('moves nobody who was deactivated meanwhile', async () => {
    const userId = await newPerson();
    await outcome({ userId });
    const move = { kind: 'member.move', userId, toDepartmentId: OTHER_DEPARTMENT } as const;
    expect(await overtakenBy(DEACTIVATE, userId, () => outcome(move))).toEqual(deactivated(userId));
    expect(await departmentsOf(userId)).toEqual([DEPARTMENT]);
  });

  it.each([
    ['deactivated', DEACTIVATE, 'MEMBER_DEACTIVATED'],
    ['removed', DELETE, 'MEMBER_NOT_FOUND'],
  ])('adds nobody to a bulk who was %s meanwhile', async (_, change, code) => {
    const [userId, other] = [await newPerson(), await newPerson()];
    const bulk = bulkAdd();
    await new BulkRepository(database.dataSource).create(bulk, bulkItems(userId, userId, other));
    await overtakenBy(change, userId, () => new BulkLedger(database.dataSource).applyNext(bulk.operationId));
    expect(await itemsOf(bulk.operationId)).toEqual([
      { state: 'rejected', code, details: { user_id: userId } },
      { state: 'rejected', code, details: { user_id: userId } },
      { state: 'added', code: null, details: null },
    ]);
    expect(await departmentsOf(userId)).toEqual([]);
  });
});

describe('a deactivation', () => {
  it('waits for an add that is under way, which is then there before it', async () => {
    const userId = await newPerson();
    let deactivating: Promise<unknown> = Promise.resolve();
    const slow = new MembershipLedger(database.dataSource, async (point) => {
      if (point !== 'before-commit') return;
      deactivating = setStatus(userId, 'deactivated');
      await lockWaiter(database);
    });
    expect(await outcome({ userId }, slow)).toMatchObject({ status: 'added' });
    await deactivating;
    const actions = (await auditOf(database.dataSource, caller)).filter(({ user_id }) => user_id === userId);
    expect(actions.map(({ action }) => action)).toEqual(['person.create', 'member.add', 'person.update']);
  });

  it('is the end of adding: of those that race with it none is made after it is answered', async () => {
    for (let round = 0; round < 5; round += 1) {
      const userId = await newPerson();
      const departments = await newDepartments(8, round);
      const add = (departmentId: MembershipCommand['departmentId']) => outcome({ departmentId, userId });
      const early = departments.slice(0, 4).map(add);
      const deactivating = setStatus(userId, 'deactivated').then(() => departmentsOf(userId));
      const late = departments.slice(4).map(add);
      const [then, outcomes] = [await deactivating, await Promise.all([...early, ...late])];
      expect(await departmentsOf(userId)).toEqual(then);
      expect(outcomes.filter((each) => each?.status === 'added')).toHaveLength(then.length);
      for (const each of outcomes) if (each?.status !== 'added') expect(each).toEqual(deactivated(userId));
    }
  });

  it('and a removal do not make adds fail', async () => {
    const userId = await newPerson();
    const departments = await newDepartments(8, 9);
    const all = await Promise.all([
      ...departments.slice(0, 4).map((departmentId) => outcome({ departmentId, userId })),
      remove(userId),
      ...departments.slice(4).map((departmentId) => outcome({ departmentId, userId })),
    ]);
    for (const each of all) if (each && each.status !== 'added') expect(each).toEqual(removed(userId));
    expect(await departmentsOf(userId)).toEqual([]);
  });
});

async function newDepartments(count: number, round: number) {
  const ids = Array.from({ length: count }, (_, index) => departmentIdSchema.parse(`dept_race${round}x${index}`));
  await database.dataSource.query(
    `INSERT INTO departments (id, organization_id, name) SELECT id, $2, id FROM unnest($1::text[]) AS id`,
    [ids, ORGANIZATION],
  );
  return ids;
}

function itemsOf(operationId: string) {
  return database.dataSource.query(
    'SELECT state, code, details FROM operation_items WHERE operation_id = $1 ORDER BY position',
    [operationId],
  );
}
