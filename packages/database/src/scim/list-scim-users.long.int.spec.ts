import type { AttributeFilter, ScimConnectionId } from '@roster/domain';
import { type LargeDatabase, openLargeDatabase, SIZE } from '../plans/large-database.fixture.js';
import { listScimUsers } from './scim-user-rows.js';

const CONNECTION = 'scim_large' as ScimConnectionId;
let large: LargeDatabase;
beforeAll(async () => {
  large = await openLargeDatabase();
  await large.owner.query(
    `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
     VALUES ($1, $2, 'Large', 'deactivate', 'x', 'system', 'test')`,
    [CONNECTION, large.organizationId],
  );
  await large.owner.query(
    `INSERT INTO scim_users (organization_id, user_id, connection_id, user_name, external_id)
     SELECT organization_id, user_id, $1, email, 'ext-' || user_id FROM organization_members WHERE organization_id = $2`,
    [CONNECTION, large.organizationId],
  );
  await large.owner.query('VACUUM ANALYZE scim_users');
});
afterAll(() => large.close());

const equals = (name: string, value: string, caseExact: boolean): AttributeFilter => ({
  kind: 'compare',
  operator: 'eq',
  attribute: { names: [name], type: 'string', caseExact },
  value,
});
const explain = (filter: AttributeFilter | null, offset = 0) =>
  large.explain(() =>
    listScimUsers(large.dataSource.manager, { connectionId: CONNECTION, filter, sort: null, limit: 100, offset }),
  );

it.each([
  ['userName', false, 'scim_users_user_name_key', 'PERSON7@example.com'],
  ['externalId', true, 'scim_users_external_id_idx', 'ext-1'],
  ['id', true, 'scim_users_listing_idx', 'usr_1'],
])('the user with a %s is found by an index among many others', async (name, caseExact, index, value) => {
  const { indexes, read, statements } = await explain(equals(name, value, caseExact));
  expect(indexes).toContain(index);
  expect(read.scim_users ?? 0).toBeLessThanOrEqual(2);
  expect(statements).toBe(1);
});

it.each([0, SIZE.people - 200])('a page after %i users reads the people of its own only', async (offset) => {
  const { read, indexes } = await explain(null, offset);
  expect(indexes).toContain('scim_users_listing_idx');
  expect(read.organization_members).toBeLessThanOrEqual(101);
});
