import { departmentIdSchema, type MembershipCommand, userIdSchema } from '@roster/domain';
import { cancel, command, DEPARTMENT, JANE, OTHER_DEPARTMENT, openTestDatabase, person } from '../database.fixture.js';
import { OperationRepository } from '../operations/operation-repository.js';
import { MembershipLedger } from './membership-ledger.js';

const THIRD_DEPARTMENT = departmentIdSchema.parse('dept_supp01');

const database = await openTestDatabase();
afterAll(() => database.close());
const ledger = new MembershipLedger(database.dataSource);
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM department_members');
  await ledger.apply([command()]);
});

function move(change: Partial<MembershipCommand> = {}): MembershipCommand {
  return command({ kind: 'member.move', toDepartmentId: OTHER_DEPARTMENT, ...change });
}

async function outcome(wanted: MembershipCommand) {
  return (await ledger.apply([wanted])).at(-1)?.outcome;
}

async function departmentsOf(userId: string = JANE): Promise<string[]> {
  const rows: { department_id: string }[] = await database.dataSource.query(
    'SELECT department_id FROM department_members WHERE user_id = $1 ORDER BY department_id',
    [userId],
  );
  return rows.map(({ department_id }) => department_id);
}

describe('moving a member', () => {
  it('ends one membership and begins the other, with an audit row for each under one operation', async () => {
    const wanted = move();
    expect(await outcome(wanted)).toMatchObject({ status: 'moved', member: { user_id: JANE } });
    expect(await departmentsOf()).toEqual([OTHER_DEPARTMENT]);
    expect(
      await database.dataSource.query(
        'SELECT action, department_id FROM audit_events WHERE operation_id = $1 ORDER BY id',
        [wanted.operationId],
      ),
    ).toEqual([
      { action: 'member.remove', department_id: DEPARTMENT },
      { action: 'member.add', department_id: OTHER_DEPARTMENT },
    ]);
  });

  it.each([
    [
      'a department that does not exist',
      { departmentId: 'dept_none' },
      'DEPARTMENT_NOT_FOUND',
      { department_id: 'dept_none' },
    ],
    [
      'into a department that does not exist',
      { toDepartmentId: 'dept_none' },
      'DEPARTMENT_NOT_FOUND',
      { department_id: 'dept_none' },
    ],
    [
      'within a foreign organization',
      { organizationId: 'org_foreign' },
      'DEPARTMENT_NOT_FOUND',
      { department_id: DEPARTMENT },
    ],
    [
      'somebody who is not in the department',
      { userId: person(9) },
      'DEPARTMENT_MEMBER_NOT_FOUND',
      { user_id: person(9), department_id: DEPARTMENT },
    ],
    [
      'into the same department',
      { toDepartmentId: DEPARTMENT },
      'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      { user_id: JANE, department_id: DEPARTMENT },
    ],
  ])('%s is rejected and changes nothing', async (_, change, code, details) => {
    expect(await outcome(move(change as Partial<MembershipCommand>))).toEqual({ status: 'rejected', code, details });
    expect(await departmentsOf()).toEqual([DEPARTMENT]);
  });

  it('to where the user is already is rejected, and both memberships stay', async () => {
    await ledger.apply([command({ departmentId: OTHER_DEPARTMENT })]);
    expect(await outcome(move())).toMatchObject({
      code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE',
      details: { department_id: OTHER_DEPARTMENT },
    });
    expect(await departmentsOf()).toEqual([DEPARTMENT, OTHER_DEPARTMENT]);
  });

  it('is replayed and not repeated when it is delivered again, also when its deliveries race', async () => {
    const wanted = move();
    const all = (await Promise.all(Array.from({ length: 10 }, () => ledger.apply([wanted])))).flat();
    expect(new Set(all.map((result) => JSON.stringify(result))).size).toBe(1);
    await ledger.apply([move({ departmentId: OTHER_DEPARTMENT, toDepartmentId: DEPARTMENT })]);
    expect(await outcome(wanted)).toMatchObject({ status: 'moved' });
    expect(await departmentsOf()).toEqual([DEPARTMENT]);
  });

  it('is carried out from its row when it was accepted, and not when it was cancelled', async () => {
    const operations = new OperationRepository(database.dataSource);
    const [accepted, cancelled] = [move(), move()];
    await operations.accept(cancelled);
    await cancel(database.dataSource, cancelled.operationId);
    expect(await outcome(cancelled)).toEqual({ status: 'cancelled' });
    const audited = await database.dataSource.query(
      'SELECT action, department_id, user_id, "before", "after" FROM audit_events WHERE operation_id = $1',
      [cancelled.operationId],
    );
    const what = { kind: 'member.move', to_department_id: OTHER_DEPARTMENT };
    expect(audited).toEqual([
      {
        action: 'operation.cancel',
        department_id: DEPARTMENT,
        user_id: JANE,
        before: { ...what, state: 'accepted' },
        after: { ...what, state: 'cancelled' },
      },
    ]);
    await operations.accept(accepted);
    expect(await outcome(accepted)).toMatchObject({ status: 'moved' });
  });

  it('keeps its place among the other commands of a batch', async () => {
    const commands = [
      command({ userId: person(1) }),
      move({ userId: person(1) }),
      command({ kind: 'member.remove', departmentId: OTHER_DEPARTMENT, userId: person(1) }),
      command({ userId: person(1) }),
    ];
    const results = await ledger.apply(commands);
    expect(
      commands.map(({ operationId }) => results.find((result) => result.operationId === operationId)?.outcome.status),
    ).toEqual(['added', 'moved', 'removed', 'added']);
    expect(await departmentsOf(person(1))).toEqual([DEPARTMENT]);
  });

  it('loses and doubles nobody when moves of one user race in all directions', async () => {
    const places = [DEPARTMENT, OTHER_DEPARTMENT, THIRD_DEPARTMENT];
    const pairs = places.flatMap((from) => places.map((to) => move({ departmentId: from, toDepartmentId: to })));
    const racing = [...pairs, ...pairs.map((pair) => ({ ...move(), ...pair, operationId: move().operationId }))];
    const results = (await Promise.all(racing.map((wanted) => ledger.apply([wanted])))).flat();
    expect(results.every(({ outcome: { status } }) => status === 'moved' || status === 'rejected')).toBe(true);
    expect(await departmentsOf()).toHaveLength(1);
  });
});

describe('putting a member', () => {
  it('adds a user who is not there, and finds one who is, with the moment of the first add', async () => {
    const put = () => command({ kind: 'member.put', userId: person(2) });
    const first = await outcome(put());
    expect(first).toMatchObject({ status: 'added', member: { user_id: person(2) } });
    expect(await outcome(put())).toEqual({ ...first, status: 'present' });
  });

  it.each([
    ['a user who is not in the organization', { userId: userIdSchema.parse('usr_nobody') }, 'MEMBER_NOT_FOUND'],
    [
      'a department that does not exist',
      { departmentId: departmentIdSchema.parse('dept_none') },
      'DEPARTMENT_NOT_FOUND',
    ],
  ])('%s is rejected', async (_, change, code) => {
    expect(await outcome(command({ kind: 'member.put', ...change }))).toMatchObject({ status: 'rejected', code });
  });

  it('adds once when twenty race, and all others see the member that was added', async () => {
    const puts = Array.from({ length: 20 }, () => command({ kind: 'member.put', userId: person(3) }));
    const results = (await Promise.all(puts.map((put) => ledger.apply([put])))).flat();
    expect(results.filter(({ outcome: { status } }) => status === 'added')).toHaveLength(1);
    expect(results.filter(({ outcome: { status } }) => status === 'present')).toHaveLength(19);
    expect(new Set(results.map(({ outcome: of }) => 'member' in of && of.member.added_at)).size).toBe(1);
  });

  it('puts twice and adds in one batch as one after the other', async () => {
    const kinds = ['member.put', 'member.put', 'member.add'] as const;
    const commands = kinds.map((kind) => command({ kind, userId: person(4) }));
    const results = await ledger.apply(commands);
    expect(
      commands.map(({ operationId }) => results.find((result) => result.operationId === operationId)?.outcome),
    ).toMatchObject([
      { status: 'added' },
      { status: 'present' },
      { status: 'rejected', code: 'DEPARTMENT_MEMBERSHIP_DUPLICATE' },
    ]);
  });

  it('is audited as the add that it was, and not at all when nothing changed', async () => {
    const first = command({ kind: 'member.put', userId: person(5) });
    const again = command({ kind: 'member.put', userId: person(5) });
    await ledger.apply([first]);
    await ledger.apply([again]);
    expect(
      await database.dataSource.query('SELECT action FROM audit_events WHERE operation_id = ANY ($1)', [
        [first.operationId, again.operationId],
      ]),
    ).toEqual([{ action: 'member.add' }]);
  });
});
