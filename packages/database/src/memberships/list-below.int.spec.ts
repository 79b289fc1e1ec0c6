import { randomInt } from 'node:crypto';
import type { DepartmentId, OrganizationId } from '@roster/domain';
import type { EntityManager } from 'typeorm';
import { openTestDatabase } from '../database.fixture.js';
import { departmentsOf, id } from '../departments/departments.fixture.js';
import { newOrganization } from '../members/members.fixture.js';
import { commonAddsStatement, nearestAddsStatement, timeWalkStatement } from './first-adds-statements.js';
import { listDepartmentMembers } from './list-memberships.js';
import {
  type DepartmentMemberListQuery,
  type MemberPosition,
  type MemberStatement,
  memberListStatement,
  nameWalkStatement,
} from './member-list-statement.js';

const PEOPLE = 40;
const DEPARTMENTS = 24;
const MEMBERSHIPS = 150;
/** Few, so that many adds were made in the same moment. */
const MOMENTS = 12;

const database = await openTestDatabase();
afterAll(() => database.close());
const { caller } = await newOrganization(database.dataSource);
const { organizationId } = caller.principal;
const tree = departmentsOf(database.dataSource, organizationId);

const root = (await tree.make('Root')).id;
/** Stands below the root, or is a second one. */
const branch = (await tree.make('Branch', root)).id;
const departments = [root, branch];
for (let number = departments.length; number < DEPARTMENTS; number++)
  departments.push((await tree.make(`Department ${number}`, oneOf(departments))).id);
await database.dataSource.query(
  `INSERT INTO organization_members (organization_id, user_id, full_name, email)
   SELECT $1, 'usr_p' || 100 + n, substr(md5(n::text), 1, 2), n || '@example.com' FROM generate_series(0, $2::int - 1) n`,
  [organizationId, PEOPLE],
);
// One is in the branch alone, so that its members are others than those of the rest.
await join(branch, 'usr_p100');
for (let number = 0; number < MEMBERSHIPS; number++)
  await join(oneOf(departments), `usr_p${101 + randomInt(PEOPLE - 1)}`);

async function join(departmentId: DepartmentId, userId: string): Promise<void> {
  await database.dataSource.query(
    `INSERT INTO department_members (organization_id, department_id, user_id, added_at, added_by)
     VALUES ($1, $2, $3, $4, 'system:test') ON CONFLICT DO NOTHING`,
    [organizationId, departmentId, userId, new Date(1e12 + randomInt(MOMENTS))],
  );
}

function oneOf<Item>(items: readonly Item[]): Item {
  return items[randomInt(items.length)] as Item;
}

type Query = Omit<DepartmentMemberListQuery, 'organizationId'>;
type Way = (query: DepartmentMemberListQuery) => MemberStatement;

/** They look at a few memberships for each row of a page. */
const ENDING_EARLY: readonly Way[] = [commonAddsStatement, nearestAddsStatement];

type Row = { readonly user_id: string; readonly added_at: string; readonly sort_key: string };

/** A page that is not full although there are more is the beginning of the full one, which gathering gives. */
async function pageRows(tx: EntityManager, way: Way, query: DepartmentMemberListQuery): Promise<Row[]> {
  const run = ({ text, values }: MemberStatement): Promise<Row[]> => tx.query(text, values);
  const rows = await run(way(query));
  if (!ENDING_EARLY.includes(way) || rows.length > query.limit) return rows;
  const full = await run(gathered(query));
  expect(full.slice(0, rows.length)).toEqual(rows);
  return full;
}

/** Every page in turn. The statement of a walk gives the whole list here, as it ends before its walk does. */
async function listed(tx: EntityManager, way: Way, query: Query): Promise<string[]> {
  const { limit, sort = 'added_at' } = query;
  const seen: string[] = [];
  let after: MemberPosition | undefined;
  do {
    const rows = await pageRows(tx, way, { ...query, organizationId, after });
    const page = rows.slice(0, limit);
    seen.push(...page.map(({ user_id, added_at }) => `${user_id} ${added_at}`));
    const last = rows.length > limit ? page.at(-1) : undefined;
    after = last && { sort, key: last.sort_key, userId: last.user_id };
  } while (after);
  return seen;
}

/** The same from all rows, without SQL that selects or sorts. */
async function expected(tx: EntityManager, { departmentId, sort, search = '' }: Query): Promise<string[]> {
  const all = (table: string) => tx.query(`SELECT * FROM ${table} WHERE organization_id = $1`, [organizationId]);
  const parents = new Map<string, string | null>(
    (await all('departments')).map((row: { id: string; parent_id: string | null }) => [row.id, row.parent_id]),
  );
  const isBelow = (each: string | null): boolean =>
    each !== null && (each === departmentId || isBelow(parents.get(each) ?? null));
  const memberships: { department_id: string; user_id: string; added_at: Date }[] = await all('department_members');
  const people: { user_id: string; full_name: string; email: string }[] = await all('organization_members');
  const members = people
    .filter(({ full_name, email }) => `${full_name} ${email}`.includes(search))
    .flatMap(({ user_id, full_name }) => {
      const theirs = memberships.filter((each) => each.user_id === user_id && isBelow(each.department_id));
      const first = theirs.map(({ added_at }) => added_at.toISOString()).sort()[0];
      return first === undefined ? [] : [{ user_id, first, key: sort === 'full_name' ? full_name : first }];
    });
  const order = members.map(({ key, user_id, first }) => ({ key: `${key} ${user_id}`, text: `${user_id} ${first}` }));
  return order.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ text }) => text);
}

const gathered: Way = (query) => memberListStatement(query);
const gatheredBroadly: Way = (query) => memberListStatement(query, { manyFound: true });
const WAYS = {
  added_at: [gathered, gatheredBroadly, timeWalkStatement, nearestAddsStatement, commonAddsStatement],
  full_name: [gathered, gatheredBroadly, nameWalkStatement],
} as const;

/** Moves departments as fast as it can until the work is done; `branch` stays where it is. */
async function whileDepartmentsMove(work: () => Promise<void>): Promise<void> {
  let working = true;
  const moves = (async () => {
    let moved = 0;
    while (working) {
      // A department cannot move below itself.
      await tree.move(oneOf(departments.slice(2)), oneOf(departments)).then(
        () => (moved += 1),
        (error) => expect(error.code).toBe('DEPARTMENT_CYCLE'),
      );
    }
    return moved;
  })();
  const [moved] = await Promise.all([moves, work().finally(() => (working = false))]);
  expect(moved).toBeGreaterThan(0);
}

it.each([
  ['all departments are below one', root],
  ['there are several at the top', null],
])(
  'every way gives the members below a department as their rows say, where %s, while departments move',
  async (_, parent) => {
    await tree.move(branch, parent);
    await whileDepartmentsMove(async () => {
      for (let round = 0; round < 12; round++) {
        const departmentId = oneOf([root, branch, oneOf(departments)]);
        const sort = oneOf(['added_at', 'full_name'] as const);
        const search = oneOf([undefined, 'b', '1']);
        const query: Query = { departmentId, sort, search, limit: 1 + randomInt(20), includeDescendants: true };
        await database.dataSource.transaction('REPEATABLE READ', async (tx) => {
          const right = await expected(tx, query);
          for (const way of WAYS[sort]) expect(await listed(tx, way, query)).toEqual(right);
        });
      }
    });
  },
);

it.each([
  ['of each department', 'one', root, nearestAddsStatement],
  ['of each department', 'a branch', branch, nearestAddsStatement],
  ['of the organization', 'one', root, commonAddsStatement],
  ['of the organization', 'a branch', branch, commonAddsStatement],
])('the next adds %s fill pages below %s, although not all are looked at', async (_, _where, departmentId, way) => {
  await tree.move(branch, root);
  for (const each of departments.slice(2)) await tree.move(each, branch);
  let after: MemberPosition | undefined;
  for (let page = 0; page < 2; page++) {
    const { text, values } = way({ organizationId, departmentId, limit: 2, includeDescendants: true, after });
    const rows: Row[] = await database.dataSource.query(text, values);
    expect(rows).toHaveLength(3);
    const last = rows[1] as Row;
    after = { sort: 'added_at', key: last.sort_key, userId: last.user_id };
  }
});

it('a page is of one moment, also when another department comes to the top meanwhile', async () => {
  const read = (departmentId: DepartmentId) =>
    listed(database.dataSource.manager, timeWalkStatement, { departmentId, limit: PEOPLE, includeDescendants: true });
  await tree.move(branch, null);
  const apart = await read(root);
  await tree.move(branch, root);
  const together = await read(root);
  expect(apart).not.toEqual(together);
  let moving = true;
  const moves = (async () => {
    for (let move = 0; move < 20; move++) await tree.move(branch, move % 2 === 0 ? null : root);
  })().finally(() => (moving = false));
  const seen = new Set<string>();
  while (moving) seen.add(JSON.stringify(await read(root)));
  await moves;
  expect(new Set([...seen, JSON.stringify(apart), JSON.stringify(together)]).size).toBe(2);
});

it.each<[string, OrganizationId, DepartmentId]>([
  ['is not there', organizationId, id('none')],
  [
    'belongs to another organization',
    (await newOrganization(database.dataSource)).caller.principal.organizationId,
    root,
  ],
])('a department that %s is not found', async (_, organization, departmentId) => {
  const query = { organizationId: organization, departmentId, limit: 5, includeDescendants: true };
  for (const more of [{}, { sort: 'full_name' as const }, { search: 'a' }])
    await expect(listDepartmentMembers(database.dataSource.manager, { ...query, ...more })).rejects.toMatchObject({
      code: 'DEPARTMENT_NOT_FOUND',
    });
});
