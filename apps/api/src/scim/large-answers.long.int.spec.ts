import { MOST_SCIM_VALUES } from '@roster/database';
import { type RunningApi, startApi } from '../api.fixture.js';
import { connectProvider, type Provider } from './groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from './patch/patch-operations.js';

let api: RunningApi;
let okta: Provider;
const people: string[] = [];
/** In the order in which they are listed, with how many members they have. */
const groups: { id: string; count: number }[] = [];
/** Few enough that a statement ends in time on a slow machine. */
const AT_ONCE = 10_000;
beforeAll(async () => {
  api = await startApi();
  okta = await connectProvider(api);
  while (people.length <= MOST_SCIM_VALUES) people.push(...(await okta.people(AT_ONCE)));
  for (const count of [1, MOST_SCIM_VALUES / 2 + 1, MOST_SCIM_VALUES / 2 + 1, MOST_SCIM_VALUES + 1]) {
    const id = await okta.group(`Group of ${count}, ${groups.length}`);
    for (let from = 0; from < count; from += AT_ONCE) {
      await api.owner.query(
        `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
         SELECT $1, user_id, $2, now(), 'system:test' FROM unnest($3::text[]) AS user_id`,
        [id, api.demo.organizationId, people.slice(from, Math.min(from + AT_ONCE, count))],
      );
    }
    groups.push({ id, count });
  }
  await api.owner.query('ANALYZE organization_members, scim_users, scim_groups, department_members');
}, 120_000);
afterAll(() => api.close());

const list = async (query: string) => okta.request('GET', `/Groups?${query}`);
const idOf = (index: number) => groups[index]?.id ?? '';
const sizes = ({ Resources }: { Resources: { id: string; members?: unknown[] }[] }) =>
  Resources.map(({ id, members }) => [id, members?.length]);
const TOO_LARGE = { status: 413, body: { detail: expect.stringContaining('excludedAttributes=members') } };

it('a page has as many groups as fit, and the next one begins after them', async () => {
  const first = (await list('count=4')).body;
  expect(first).toMatchObject({ totalResults: 4, itemsPerPage: 2, startIndex: 1 });
  expect(sizes(first)).toEqual([
    [idOf(0), 1],
    [idOf(1), groups[1]?.count],
  ]);
  const second = (await list('count=4&startIndex=3')).body;
  expect(second).toMatchObject({ totalResults: 4, itemsPerPage: 1, startIndex: 3 });
  expect(sizes(second)).toEqual([[idOf(2), groups[2]?.count]]);

  const { nextCursor } = (await list('count=4&cursor=')).body;
  const byCursor = (await list(`count=4&cursor=${nextCursor}`)).body;
  expect(byCursor.Resources.map(({ id }: { id: string }) => id)).toEqual([idOf(2)]);
  expect(await list(`count=4&cursor=${byCursor.nextCursor}`)).toMatchObject(TOO_LARGE);
});

it('a search at the root ends before a group that does not fit, too', async () => {
  const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: 'displayName sw "Group"' };
  const { body } = await okta.request('POST', '/.search', { ...search, attributes: ['members'] });
  expect(body).toMatchObject({ totalResults: 4, itemsPerPage: 2 });
  expect(sizes(body)).toEqual(sizes((await list('count=4')).body));
});

it('a group with more members than an answer can have is read without them', async () => {
  expect(await list('startIndex=4')).toMatchObject(TOO_LARGE);
  expect(await okta.request('GET', `/Groups/${idOf(3)}`)).toMatchObject(TOO_LARGE);
  expect((await list('excludedAttributes=members')).body).toMatchObject({ totalResults: 4, itemsPerPage: 4 });
  const { status, body } = await okta.request('GET', `/Groups/${idOf(3)}?excludedAttributes=members`);
  expect([status, body.id, body.members]).toEqual([200, idOf(3), undefined]);
});

it('a PATCH of it that asks for the members is made and answered without a body, and for others with these', async () => {
  const [first = ''] = people;
  const remove = { op: 'remove', path: `members[value eq "${first}"]` };
  const patch = (operation: object, attributes = 'members') =>
    okta.request('PATCH', `/Groups/${idOf(3)}?attributes=${attributes}`, {
      schemas: [PATCH_SCHEMA],
      Operations: [operation],
    });
  expect((await patch(remove)).body.members).toHaveLength(MOST_SCIM_VALUES);
  expect(await patch({ op: 'add', path: 'members', value: [{ value: first }] })).toMatchObject({ status: 204 });
  const { status, body } = await patch({ op: 'replace', path: 'externalId', value: 'three' }, 'externalId');
  expect([status, body.externalId, body.members]).toEqual([200, 'three', undefined]);
  expect((await api.request('GET', `/departments/${idOf(3)}`)).body.member_count).toBe(groups[3]?.count);
});

it('a request that would change too many memberships is refused as a whole', async () => {
  const operations = [
    { op: 'replace', path: 'members', value: [] },
    { op: 'add', path: 'members', value: people.slice(1, 20_002).map((value) => ({ value })) },
  ];
  for (const [operation, id] of [
    [operations[0], idOf(3)],
    [operations[1], idOf(0)],
  ] as const) {
    const body = { schemas: [PATCH_SCHEMA], Operations: [operation] };
    expect(await okta.request('PATCH', `/Groups/${id}`, body)).toMatchObject({ status: 413 });
  }
  const counts = [3, 0].map(
    async (index) => (await api.request('GET', `/departments/${idOf(index)}`)).body.member_count,
  );
  expect(await Promise.all(counts)).toEqual([groups[3]?.count, groups[0]?.count]);
});
