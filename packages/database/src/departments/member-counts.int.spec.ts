import { randomBytes } from 'node:crypto';
import type { DepartmentId } from '@roster/domain';
import { createDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { createDataSource } from '../data-source.js';
import { command, DEPARTMENT, ORGANIZATION, OTHER_DEPARTMENT, openTestDatabase, person } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { migrate } from '../migrate.js';
import { departmentsOf } from './departments.fixture.js';

/** The migration's time. */
const COUNTS_SINCE = '1763901100000';

const database = await openTestDatabase();
afterAll(() => database.close());
const ledger = new MembershipLedger(database.dataSource);
const on = departmentsOf(database.dataSource);
beforeEach(() => database.dataSource.query('DELETE FROM department_members'));

const query = (text: string, values?: unknown[]) => database.dataSource.query(text, values);
const count = async (id: DepartmentId) => (await on.read(id)).member_count;
const slots = async (id: DepartmentId) =>
  (await query('SELECT members FROM department_member_counts WHERE department_id = $1', [id])).length;

/** Departments whose count is not the number of their members. */
const wrong = () =>
  query(`
    SELECT coalesce(c.department_id, m.department_id) AS department_id, c.members AS counted, m.members
    FROM (SELECT department_id, sum(members) AS members FROM department_member_counts GROUP BY 1) c
    FULL JOIN (SELECT department_id, count(*) AS members FROM department_members GROUP BY 1) m USING (department_id)
    WHERE coalesce(c.members, 0) <> coalesce(m.members, 0)`);

const add = (number: number, departmentId = DEPARTMENT) =>
  ledger.apply([command({ userId: person(number), departmentId })]);
const remove = (number: number) => ledger.apply([command({ kind: 'member.remove', userId: person(number) })]);

describe("a department's member count", () => {
  it('is right for members who were there before counts were kept', async () => {
    const url = await createDatabase(testDatabaseUrl(), `counts_${randomBytes(6).toString('hex')}`);
    const dataSource = await createDataSource(url).initialize();
    const older = dataSource.migrations.filter((migration) => migration.constructor.name.slice(-13) < COUNTS_SINCE);
    Object.assign(dataSource, { migrations: older });
    await dataSource.runMigrations();
    await dataSource.query(`
      INSERT INTO organizations (id, name) VALUES ('org_old', 'Old');
      INSERT INTO organization_members (organization_id, user_id, full_name, email)
        SELECT 'org_old', 'usr_' || n, 'Person ' || n, n || '@company.com' FROM generate_series(1, 3) n;
      INSERT INTO departments (id, organization_id, name) VALUES ('dept_old', 'org_old', 'Old');
      INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
        SELECT 'dept_old', 'usr_' || n, 'org_old', now(), 'test' FROM generate_series(1, 3) n`);
    await migrate(url);
    await dataSource.query(`DELETE FROM department_members WHERE user_id = 'usr_2'`);
    expect(await dataSource.query('SELECT department_id, members FROM department_member_counts')).toEqual([
      { department_id: 'dept_old', members: 2 },
    ]);
    await dataSource.destroy();
    await dropDatabase(testDatabaseUrl(), new URL(url).pathname.slice(1));
  });

  it('follows adds and removals, and not those that change nothing', async () => {
    await ledger.apply([1, 2, 3].map((number) => command({ userId: person(number) })));
    await add(1);
    await remove(2);
    await remove(2);
    expect(await count(DEPARTMENT)).toBe(2);
  });

  it('does not know of a change that was rolled back', async () => {
    await add(1);
    const runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('DELETE FROM department_members');
    expect(await count(DEPARTMENT)).toBe(1);
    await runner.rollbackTransaction();
    await runner.release();
    expect(await count(DEPARTMENT)).toBe(1);
  });

  it('does not make those who change one department at once wait for each other', async () => {
    await add(1);
    const insert = `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
                    VALUES ($1, $2, $3, now(), 'test')`;
    const runners = [2, 3, 4].map((number) => ({ number, runner: database.dataSource.createQueryRunner() }));
    for (const { number, runner } of runners) {
      await runner.startTransaction();
      await runner.query(insert, [DEPARTMENT, person(number), ORGANIZATION]);
    }
    for (const { runner } of runners) {
      await runner.commitTransaction();
      await runner.release();
    }
    expect(await count(DEPARTMENT)).toBe(4);
    expect(await slots(DEPARTMENT)).toBe(3);
    await Promise.all([5, 6, 7].map((number) => add(number)));
    expect(await count(DEPARTMENT)).toBe(7);
  });

  it('is in one slot again after enough changes one after the other', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((number) => add(number)));
    for (let turn = 0; turn < 60; turn++) {
      await remove(1);
      await add(1);
    }
    expect(await count(DEPARTMENT)).toBe(5);
    expect(await slots(DEPARTMENT)).toBe(1);
  });

  it('is exact after many adds, removals that raced', async () => {
    const numbers = Array.from({ length: 20 }, (_, n) => n + 1);
    await Promise.all(numbers.flatMap((n) => [add(n), remove(n), add(n, OTHER_DEPARTMENT), remove(n), add(n)]));
    expect(await wrong()).toEqual([]);
    expect(await count(OTHER_DEPARTMENT)).toBe(20);
  });

  it('goes down with a person who leaves the organization', async () => {
    await query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email)
       VALUES ($1, 'usr_leaver', 'Lee Aver', 'lee@company.com')`,
      [ORGANIZATION],
    );
    await query(
      `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       SELECT d, 'usr_leaver', $1, now(), 'test' FROM unnest($2::text[]) d`,
      [ORGANIZATION, [DEPARTMENT, OTHER_DEPARTMENT]],
    );
    expect([await count(DEPARTMENT), await count(OTHER_DEPARTMENT)]).toEqual([1, 1]);
    await query(`DELETE FROM organization_members WHERE user_id = 'usr_leaver'`);
    expect([await count(DEPARTMENT), await count(OTHER_DEPARTMENT)]).toEqual([0, 0]);
  });

  it('goes with its department, and its members are counted where they are moved to', async () => {
    const { id } = await on.make('Short-lived', DEPARTMENT);
    await add(1, id);
    await add(2, id);
    await on.remove(id, { members: 'move' });
    expect(await slots(id)).toBe(0);
    expect(await count(DEPARTMENT)).toBe(2);
  });

  it('goes with its organization, whichever goes first, departments or members', async () => {
    await query(`INSERT INTO organizations (id, name) VALUES ('org_ending', 'Ending')`);
    await query(`INSERT INTO departments (id, organization_id, name) VALUES ('dept_ending', 'org_ending', 'Ending')`);
    await query(
      `INSERT INTO organization_members (organization_id, user_id, full_name, email)
       VALUES ('org_ending', 'usr_ending', 'Ann Ding', 'ann@company.com')`,
    );
    await query(
      `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
       VALUES ('dept_ending', 'usr_ending', 'org_ending', now(), 'test')`,
    );
    await database.owner.query(`DELETE FROM organizations WHERE id = 'org_ending'`);
    expect(await query(`SELECT FROM department_member_counts WHERE department_id = 'dept_ending'`)).toEqual([]);
  });

  it('is nothing once all memberships are truncated', async () => {
    await add(1);
    await database.owner.query('TRUNCATE department_members');
    expect(await count(DEPARTMENT)).toBe(0);
    expect(await slots(DEPARTMENT)).toBe(0);
  });

  it('cannot be made wrong by giving a membership another department', async () => {
    await add(1);
    await expect(query('UPDATE department_members SET department_id = $1', [OTHER_DEPARTMENT])).rejects.toThrow(
      'does not change its department',
    );
  });
});
