import { type ScimConnectionId, scimConnectionIdSchema } from '@roster/domain';
import { type LargeDatabase, openLargeDatabase, SIZE } from '../plans/large-database.fixture.js';
import { planScimMembers } from './scim-group-members.js';
import { listScimGroups, readScimGroup } from './scim-group-rows.js';
import { LOOK_UP_SCIM_MEMBERSHIPS } from './scim-membership-look-up.js';
import { searchScimResources } from './search-scim-resources.js';

/** The department with everybody in it. */
const EVERYONE = 2;

let large: LargeDatabase;
let connectionId: ScimConnectionId;
beforeAll(async () => {
  large = await openLargeDatabase();
  connectionId = scimConnectionIdSchema.parse('scim_large');
  await large.dataSource.query(
    `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
     VALUES ($1, $2, 'Large', 'deactivate', '', 'system', 'test')`,
    [connectionId, large.organizationId],
  );
  await large.dataSource.query(
    `INSERT INTO scim_users (organization_id, user_id, connection_id, user_name, external_id)
     SELECT organization_id, user_id, $1, email, 'ext ' || user_id FROM organization_members WHERE organization_id = $2`,
    [connectionId, large.organizationId],
  );
  await large.dataSource.query(
    `INSERT INTO scim_groups (organization_id, department_id, connection_id, external_id)
     SELECT organization_id, id, $1, 'ext ' || id FROM departments WHERE organization_id = $2`,
    [connectionId, large.organizationId],
  );
  await large.owner.query('ANALYZE scim_users, scim_groups');
}, 120_000);
afterAll(() => large.close());

/** What one member or group may cost in each table: some rows, whatever the size. */
const FEW = 40;

describe('in a group of everybody', () => {
  it.each([
    [1, true],
    [1, false],
    [20, true],
    [1_000, true],
  ])('a PATCH that names %i of them looks at these, and not at the group (added: %s)', async (count, adds) => {
    const group = large.department(EVERYONE);
    const each = new Map(Array.from({ length: count }, (_, number) => [large.person(number + 1), adds] as const));
    const plan = () => planScimMembers(large.dataSource.manager, connectionId, group, { exactly: null, each });
    const { scanned, read, statements } = await large.explain(plan);
    expect(statements).toBe(1);
    expect(scanned).toEqual([]);
    for (const rows of Object.values(read)) expect(rows).toBeLessThanOrEqual(Math.max(FEW, 2 * count));
  });

  it('PATCHes that name one of them each look at these together, and not at the group', async () => {
    const numbers = Array.from({ length: 100 }, (_, number) => number + 1);
    const values = [
      numbers.map(() => large.organizationId),
      numbers.map(() => connectionId),
      numbers.map(() => large.department(EVERYONE)),
      numbers.map((number) => large.person(number)),
    ];
    const { scanned, read } = await large.explain(() => large.dataSource.query(LOOK_UP_SCIM_MEMBERSHIPS, values));
    expect(scanned).toEqual([]);
    expect(read).toEqual({ scim_groups: 100, scim_users: 100, department_members: 100 });
  });

  it('reading the group without members looks at none of them', async () => {
    const group = large.department(EVERYONE);
    const { scanned, read } = await large.explain(() => readScimGroup(large.dataSource.manager, connectionId, group));
    expect(scanned).toEqual([]);
    expect(read).not.toHaveProperty('department_members');
    // The slots that count the members, and the departments below.
    for (const rows of Object.values(read)) expect(rows).toBeLessThan(SIZE.departments);
  });
});

it('a group is found by the ID of the provider with an index', async () => {
  const attribute = { names: ['externalId'], type: 'string', caseExact: true } as const;
  const value = `ext ${large.department(EVERYONE)}`;
  const filter = { kind: 'compare', attribute, operator: 'eq', value } as const;
  const query = { connectionId, filter, sort: null, limit: 100 };
  const list = () => listScimGroups(large.dataSource.manager, query);
  expect((await list()).total).toBe(1);
  const { indexes, read } = await large.explain(list);
  expect(indexes).toContain('scim_groups_external_id_idx');
  expect(read.scim_groups).toBeLessThanOrEqual(FEW);
});

it.each([0, 1_000])(
  'a page of users and groups at once reads those up to its end, here %i, of each kind',
  async (offset) => {
    const whole = { filter: null, sort: null };
    const query = { connectionId, users: whole, groups: whole, limit: 100, offset };
    const search = () => searchScimResources(large.dataSource.manager, query);
    const { items, total } = await search();
    expect(items).toHaveLength(100);
    expect(total).toBe(SIZE.people + SIZE.departments);
    const { indexes, read } = await large.explain(search);
    expect(indexes).toEqual(expect.arrayContaining(['scim_users_listing_idx', 'scim_groups_listing_idx']));
    // All are counted, as for every list: the page itself, the rows of its resources and some more.
    expect(read.scim_users).toBeLessThanOrEqual(SIZE.people + offset + 400);
  },
);

it('a user is found among users and groups by the name at the provider, with an index', async () => {
  const attribute = { names: ['userName'], type: 'string', caseExact: false } as const;
  const [{ user_name: value }]: [{ user_name: string }] = await large.owner.query(
    'SELECT user_name FROM scim_users WHERE connection_id = $1 LIMIT 1',
    [connectionId],
  );
  const users = { filter: { kind: 'compare', attribute, operator: 'eq', value }, sort: null } as const;
  const groups = { filter: { kind: 'or', filters: [] }, sort: null } as const;
  const search = () => searchScimResources(large.dataSource.manager, { connectionId, users, groups, limit: 100 });
  expect((await search()).total).toBe(1);
  const { indexes, scanned, read } = await large.explain(search);
  expect(scanned).toEqual([]);
  expect(indexes).toContain('scim_users_user_name_key');
  expect(read.scim_users).toBeLessThanOrEqual(FEW);
  expect(read.scim_groups ?? 0).toBe(0);
});
