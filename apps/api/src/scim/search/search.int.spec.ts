import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, type Provider } from '../groups/scim-groups.fixture.js';
import { createUser } from '../users/scim-users.fixture.js';

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let api: RunningApi;
let okta: Provider;
/** The IDs of all resources, by name. */
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startApi({ worker: false });
  okta = await connectProvider(api);
  for (const [name, costCenter] of Object.entries({ Anna: '7', Bert: '8', Cora: '7' })) {
    const user = { displayName: name, userName: `${name}@search.example`, emails: [], externalId: `x-${name}` };
    ids[name] = (await createUser(okta, { ...user, [ENTERPRISE]: { costCenter } })).id;
  }
  for (const name of ['Alpha', 'Beta', 'Gamma']) ids[name] = await okta.group(name, [ids.Anna ?? '']);
  const other = await connectProvider(api);
  await createUser(other, { displayName: 'Stranger' });
  await other.group('Strange');
});
afterAll(() => api.close());

const search = (fields: object) => okta.request('POST', '/.search', { schemas: [SEARCH], ...fields });
const namesOf = ({ body }: { body: { Resources: { displayName: string }[] } }) =>
  body.Resources.map(({ displayName }) => displayName);
const ALL = ['Alpha', 'Anna', 'Bert', 'Beta', 'Cora', 'Gamma'];

it('finds users and groups, each as its own endpoint shows it', async () => {
  const { body } = await search({});
  expect(body).toMatchObject({ totalResults: 6, itemsPerPage: 6, startIndex: 1 });
  for (const resource of body.Resources) {
    const endpoint = `/${resource.meta.resourceType}s/${resource.id}`;
    expect(resource).toEqual((await okta.request('GET', endpoint)).body);
  }
  expect(namesOf({ body }).sort()).toEqual(ALL);
});

it.each<[string, readonly string[]]>([
  ['meta.resourceType eq "User"', ['Anna', 'Bert', 'Cora']],
  ['meta.resourceType eq "Group"', ['Alpha', 'Beta', 'Gamma']],
  ['displayName sw "b"', ['Bert', 'Beta']],
  ['displayName sw "b" and meta.resourceType eq "Group"', ['Beta']],
  ['userName eq "anna@search.example"', ['Anna']],
  ['userName ne "anna@search.example"', ['Alpha', 'Bert', 'Beta', 'Cora', 'Gamma']],
  ['not (userName pr)', ['Alpha', 'Beta', 'Gamma']],
  ['userName eq null', ['Alpha', 'Beta', 'Gamma']],
  ['members pr', ['Alpha', 'Beta', 'Gamma']],
  ['members[type eq "User"]', ['Alpha', 'Beta', 'Gamma']],
  ['groups pr or externalId eq "x-Bert"', ['Anna', 'Bert']],
  [`${ENTERPRISE}:costCenter eq "7"`, ['Anna', 'Cora']],
  [`${GROUP}:displayName sw "a" or ${USER}:displayName eq "Cora"`, ['Alpha', 'Cora']],
  ['urn:example:custom:2.0:User:badge pr', []],
])('%s', async (filter, names) => {
  const found = await search({ filter, sortBy: 'displayName' });
  expect(namesOf(found)).toEqual(names);
  expect(found.body.totalResults).toBe(names.length);
});

it.each([
  ['displayName', 'ascending', ALL],
  ['displayName', 'descending', [...ALL].reverse()],
  ['userName', 'ascending', ['Anna', 'Bert', 'Cora', 'Alpha', 'Beta', 'Gamma']],
  ['meta.created', 'descending', ['Gamma', 'Beta', 'Alpha', 'Cora', 'Bert', 'Anna']],
])('by %s, %s, whatever the size of the pages, by number and by cursor', async (sortBy, sortOrder, names) => {
  for (const filter of [undefined, 'id pr']) {
    for (const count of [2, 4]) {
      const byNumber: string[] = [];
      for (let startIndex = 1; startIndex <= 6; startIndex += count) {
        const page = await search({ filter, sortBy, sortOrder, startIndex, count });
        expect(page.body.totalResults).toBe(6);
        byNumber.push(...namesOf(page));
      }
      expect(byNumber).toEqual(names);
    }
    const byCursor: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await search({ filter, sortBy, sortOrder, cursor, count: 4 });
      byCursor.push(...namesOf(page));
      cursor = page.body.nextCursor;
    }
    expect(byCursor).toEqual(names);
  }
});

it('shows what is asked for, counts without reading, and has no page after the last', async () => {
  const { body } = await search({ attributes: ['userName', 'members.value'], filter: 'displayName sw "a"' });
  expect(body.Resources).toEqual(
    expect.arrayContaining([
      { schemas: [USER, ENTERPRISE], id: ids.Anna, userName: 'Anna@search.example' },
      { schemas: [GROUP], id: ids.Alpha, members: [{ value: ids.Anna }] },
    ]),
  );
  expect((await search({ count: 0 })).body).toMatchObject({ totalResults: 6, itemsPerPage: 0 });
  expect((await search({ startIndex: 7, filter: 'id pr' })).body).toMatchObject({ totalResults: 6, Resources: [] });
});

it('what no resource has is refused, and so is what is refused elsewhere', async () => {
  for (const [fields, scimType] of [
    [{ filter: 'shoeSize eq 43' }, 'invalidFilter'],
    [{ filter: 'userName eq 7' }, 'invalidFilter'],
    [{ filter: `${'('.repeat(1_000)}userName pr${')'.repeat(1_000)}` }, 'invalidFilter'],
    [{ sortBy: 'members' }, 'invalidPath'],
    [{ sortBy: 'shoeSize' }, 'invalidPath'],
    [{ cursor: 'x' }, 'invalidCursor'],
  ] as const)
    expect(await search(fields)).toMatchObject({ status: 400, body: { scimType } });
  expect(await okta.request('POST', '/.search', {})).toMatchObject({
    status: 400,
    body: { scimType: 'invalidSyntax' },
  });
});

it('groups are found by their schemas and the time of their last change', async () => {
  const uri = 'urn:example:found';
  const made = await okta.request('POST', '/Groups', {
    schemas: [GROUP, uri],
    displayName: 'Dated',
    [uri]: { a: 1 },
  });
  const { id } = made.body;
  await api.database.query(
    `UPDATE scim_groups SET created_at = '2020-01-01', updated_at = now() WHERE department_id = $1`,
    [id],
  );
  const found = async (filter: string) => {
    const { body } = await okta.request('GET', `/Groups?filter=${encodeURIComponent(filter)}`);
    return body.Resources.map((group: { id: string }) => group.id);
  };
  expect(await found(`schemas eq "${uri}"`)).toEqual([id]);
  expect(await found(`schemas eq "${GROUP}" and displayName eq "dated"`)).toEqual([id]);
  expect(await found(`displayName eq "dated" and schemas eq "urn:example:other"`)).toEqual([]);
  expect(await found('meta.created lt "2021-01-01T00:00:00Z"')).toEqual([id]);
  expect(await found('meta.lastModified lt "2021-01-01T00:00:00Z"')).toEqual([]);
});

it('groups are found by name in any case and by member, and read without their members', async () => {
  const [jane = ''] = await okta.people(1);
  const id = await okta.group('Found', [jane]);
  for (const filter of ['displayName eq "fOUND"', `members.value eq "${jane}"`, `members[value eq "${jane}"]`]) {
    const found = await okta.request('GET', `/Groups?filter=${encodeURIComponent(filter)}&excludedAttributes=members`);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id, displayName: 'Found' }] });
    expect(found.body.Resources[0]).not.toHaveProperty('members');
  }
});
