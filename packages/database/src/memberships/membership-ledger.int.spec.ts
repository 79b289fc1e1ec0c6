import {
  departmentIdSchema,
  type MembershipCommand,
  type OperationResult,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import {
  cancel,
  command,
  DEPARTMENT,
  facts,
  JANE,
  lockWaiter,
  ORGANIZATION,
  openTestDatabase,
  person,
} from '../database.fixture.js';
import { OperationRepository } from '../operations/operation-repository.js';
import { MembershipLedger } from './membership-ledger.js';

const database = await openTestDatabase();
afterAll(() => database.close());
const ledger = new MembershipLedger(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM department_members; DELETE FROM operations'));

/** What each command got, in the order of the commands. */
function inOrder(commands: readonly MembershipCommand[], results: readonly OperationResult[]) {
  return commands.map(({ operationId }) => results.find((result) => result.operationId === operationId)?.outcome);
}

async function outcomes(commands: readonly MembershipCommand[]) {
  return inOrder(commands, await ledger.apply(commands));
}

const DUPLICATE = {
  status: 'rejected',
  code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
  details: { user_id: JANE, department_id: DEPARTMENT },
};

describe('applying commands', () => {
  it('adds a member, with an operation and an audit row in the same transaction', async () => {
    const before = await facts(database.dataSource);
    const [outcome] = await outcomes([command()]);
    expect(outcome).toEqual({
      status: 'added',
      member: {
        user_id: JANE,
        full_name: 'Jane Smith',
        email: 'jane@company.com',
        added_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    });
    expect(await facts(database.dataSource)).toEqual({ members: 1, audited: before.audited + 1, operations: 1 });
  });

  it('gives each command of a mixed batch its own answer', async () => {
    const commands = [
      command(),
      command({ userId: userIdSchema.parse('usr_nobody') }),
      command(),
      command({ departmentId: departmentIdSchema.parse('dept_none') }),
      command({ organizationId: organizationIdSchema.parse('org_foreign') }),
      command({ userId: person(1) }),
      command({ kind: 'member.remove', userId: person(2) }),
    ];
    expect(await outcomes(commands)).toMatchObject([
      { status: 'added' },
      { status: 'rejected', code: 'MEMBER_NOT_FOUND', details: { user_id: 'usr_nobody' } },
      DUPLICATE,
      { status: 'rejected', code: 'DEPARTMENT_NOT_FOUND', details: { department_id: 'dept_none' } },
      { status: 'rejected', code: 'DEPARTMENT_NOT_FOUND', details: { department_id: DEPARTMENT } },
      { status: 'added', member: { user_id: 'usr_demo001' } },
      {
        status: 'rejected',
        code: 'DEPARTMENT_MEMBER_NOT_FOUND',
        details: { user_id: 'usr_demo002', department_id: DEPARTMENT },
      },
    ]);
    expect((await facts(database.dataSource)).members).toBe(2);
  });

  it('changes nothing and answers the same when a command is delivered again, also after the member was removed', async () => {
    const add = command();
    const first = await outcomes([add]);
    const once = await facts(database.dataSource);
    expect(await outcomes([add])).toEqual(first);
    expect(await facts(database.dataSource)).toEqual(once);
    await ledger.apply([command({ kind: 'member.remove' })]);
    expect(await outcomes([add])).toEqual(first);
    expect((await facts(database.dataSource)).members).toBe(0);
  });

  it('applies one operation id once when it is in a batch twice', async () => {
    const add = command();
    expect((await outcomes([add, add])).map((outcome) => outcome?.status)).toEqual(['added', 'added']);
    expect(await facts(database.dataSource)).toMatchObject({ members: 1, operations: 1 });
  });

  it('lets a new command have the effect when another of the batch is only replayed', async () => {
    const old = command();
    await ledger.apply([old]);
    await ledger.apply([command({ kind: 'member.remove' })]);
    expect((await outcomes([old, command()])).map((outcome) => outcome?.status)).toEqual(['added', 'added']);
    expect((await facts(database.dataSource)).members).toBe(1);
  });

  it('adds, removes and adds again in one batch, in the order of the commands', async () => {
    const kinds = ['member.add', 'member.remove', 'member.remove', 'member.add'] as const;
    expect(await outcomes(kinds.map((kind) => command({ kind })))).toMatchObject([
      { status: 'added' },
      { status: 'removed' },
      { status: 'rejected', code: 'DEPARTMENT_MEMBER_NOT_FOUND' },
      { status: 'added' },
    ]);
    expect((await facts(database.dataSource)).members).toBe(1);
  });

  it('adds a user once when many batches race for it', async () => {
    const before = await facts(database.dataSource);
    const batches = Array.from({ length: 20 }, () => [command(), command({ userId: person(3) })]);
    const all = (await Promise.all(batches.map(outcomes))).flat();
    expect(all.filter((outcome) => outcome?.status === 'added')).toHaveLength(2);
    expect(all.filter((outcome) => outcome?.status === 'rejected')).toHaveLength(38);
    expect(await facts(database.dataSource)).toMatchObject({ members: 2, audited: before.audited + 2 });
    const stored = await database.dataSource.query(`SELECT FROM operations WHERE result ->> 'status' = 'added'`);
    expect(stored).toHaveLength(2);
  });

  it('does one operation once when its deliveries race', async () => {
    const add = command();
    const all = (await Promise.all(Array.from({ length: 20 }, () => outcomes([add])))).flat();
    expect(new Set(all.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await facts(database.dataSource)).toMatchObject({ members: 1, operations: 1 });
  });

  it('does not deadlock when batches overlap in opposite orders', async () => {
    const people = Array.from({ length: 40 }, (_, index) => person(index + 1));
    const batches = Array.from({ length: 10 }, (_, index) =>
      (index % 2 ? people : [...people].reverse()).map((userId) => command({ userId })),
    );
    const all = (await Promise.all(batches.map(outcomes))).flat();
    expect(all.filter((outcome) => outcome?.status === 'added')).toHaveLength(40);
  });
});

describe('a department that is deleted between request and commit', () => {
  it('fails the batch at first, and gives 404 and no row when it is applied again', async () => {
    await database.dataSource.query(
      `INSERT INTO departments (id, organization_id, name) VALUES ('dept_gone', $1, 'Gone')`,
      [ORGANIZATION],
    );
    const add = command({ departmentId: departmentIdSchema.parse('dept_gone') });
    const other = command({ userId: person(4) });
    const deleting = database.dataSource.createQueryRunner();
    await deleting.startTransaction();
    await deleting.query(`DELETE FROM departments WHERE id = 'dept_gone'`);
    const applied = ledger.apply([add, other]);
    await lockWaiter(database);
    await deleting.commitTransaction();
    await deleting.release();

    await expect(applied).rejects.toThrow('department_members_department_fkey');
    expect(await facts(database.dataSource)).toMatchObject({ members: 0, operations: 0 });
    expect(await outcomes([add])).toEqual([
      { status: 'rejected', code: 'DEPARTMENT_NOT_FOUND', details: { department_id: 'dept_gone' } },
    ]);
    expect(await outcomes([other])).toMatchObject([{ status: 'added' }]);
  });
});

describe('an overtaken claim', () => {
  it('is corrected: who lost the race is told so, and its row says the same', async () => {
    const [winner, loser] = [command(), command()];
    let overtake: Promise<unknown> = Promise.resolve();
    const slow = new MembershipLedger(database.dataSource, async (point) => {
      if (point !== 'before-commit') return;
      overtake = outcomes([loser]);
      await lockWaiter(database);
    });
    await slow.apply([winner]);
    expect(await overtake).toEqual([DUPLICATE]);
    const rows = await database.dataSource.query(`SELECT result FROM operations WHERE id = $1`, [loser.operationId]);
    expect(rows).toEqual([{ result: DUPLICATE }]);
  });
});

describe('operations that were accepted before', () => {
  const operations = () => new OperationRepository(database.dataSource);

  it('are claimed by the delivery that comes', async () => {
    const add = command();
    expect(await operations().accept(add)).toEqual({ state: 'accepted', requestHash: null });
    expect(await outcomes([add])).toMatchObject([{ status: 'added' }]);
    expect(await operations().accept(add)).toMatchObject({
      state: 'settled',
      result: { outcome: { status: 'added' } },
    });
  });

  it('take no effect when they were cancelled', async () => {
    const add = command();
    await operations().accept(add);
    const operation = { state: 'cancelled' };
    expect(await cancel(database.dataSource, add.operationId)).toMatchObject({ cancelled: true, operation });
    expect(await cancel(database.dataSource, add.operationId)).toMatchObject({ cancelled: false, operation });
    expect(await outcomes([add])).toEqual([{ status: 'cancelled' }]);
    expect((await facts(database.dataSource)).members).toBe(0);
  });

  it('take no effect after they were failed, and are not failed after they took effect', async () => {
    const [late, done] = [command(), command({ userId: person(5) })];
    await ledger.apply([done]);
    const results = await operations().fail([late, done], 'out of tries');
    expect(inOrder([late, done], results)).toMatchObject([
      { status: 'failed', reason: 'out of tries' },
      { status: 'added' },
    ]);
    expect(await outcomes([late])).toMatchObject([{ status: 'failed' }]);
    expect((await facts(database.dataSource)).members).toBe(1);
  });

  it('are not carried out by another request with the same key', async () => {
    const add = command({ requestHash: 'one' });
    await operations().accept(add);
    const other = { ...add, userId: person(6), requestHash: 'two' };
    expect(await ledger.apply([other])).toEqual([
      {
        operationId: add.operationId,
        requestHash: 'two',
        outcome: { status: 'rejected', code: 'IDEMPOTENCY_KEY_REUSED', details: {} },
      },
    ]);
    expect((await facts(database.dataSource)).members).toBe(0);
    expect(await outcomes([add])).toMatchObject([{ status: 'added' }]);
  });

  it('are leased to one relay at a time', async () => {
    const add = command();
    await operations().accept(add);
    expect((await operations().leaseOverdue(10)).leases).toEqual([]);
    await database.dataSource.query(`UPDATE operations SET relay_at = now() - interval '1 second'`);
    const taken = await Promise.all([operations().leaseOverdue(10), operations().leaseOverdue(10)]);
    expect(taken.flatMap(({ leases }) => leases)).toEqual([{ command: add, relays: 1 }]);
  });

  it('are leased beside those of a newer version, which are named and left to those who know them', async () => {
    const [add, newer, newest] = [command(), command(), command({ submittedAt: '2026-01-02T03:04:05.679Z' })];
    for (const each of [newest, newer, add]) await operations().accept(each);
    await database.dataSource.query(`UPDATE operations SET relay_at = now() - interval '1 second'`);
    await database.dataSource.query(
      `UPDATE operations SET payload = payload || '{"kind":"member.lend"}' WHERE id IN ($1, $2)`,
      [newer.operationId, newest.operationId],
    );
    expect(await operations().leaseOverdue(10)).toEqual({
      leases: [{ command: add, relays: 1 }],
      unreadable: [newer.operationId, newest.operationId],
    });
    expect((await operations().find(ORGANIZATION, newer.operationId))?.state).toBe('accepted');
  });

  it('count the tries that are made alone', async () => {
    const add = command();
    expect(await operations().beginAttempt(add)).toBe(1);
    expect(await operations().beginAttempt(add)).toBe(2);
    const [settled] = await ledger.apply([add]);
    expect(await operations().beginAttempt(add)).toEqual(settled);
  });
});
