import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, type Provider } from '../groups/scim-groups.fixture.js';
import { newUser } from './scim-users.fixture.js';

let api: RunningApi;
let okta: Provider;
const ids: string[] = [];
beforeAll(async () => {
  api = await startApi({ worker: false });
  okta = await connectProvider(api);
  for (let n = 0; n < 25; n += 1) {
    const title = n % 5 === 0 ? undefined : `T${n % 3}`;
    const { body } = await okta.request(
      'POST',
      '/Users',
      newUser({ title, externalId: `ext-${n}`, active: n % 2 === 0 }),
    );
    ids.push(body.id);
  }
});
afterAll(() => api.close());

const list = async (query: string) => (await okta.request('GET', `/Users?${query}`)).body;
const idsOf = ({ Resources }: { Resources: { id: string }[] }) => Resources.map(({ id }) => id);

it('pages by number, and tells how many there are', async () => {
  const page = await list('startIndex=11&count=10');
  expect(page).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 25,
    itemsPerPage: 10,
    startIndex: 11,
  });
  expect(idsOf(page)).toEqual(ids.slice(10, 20));
  expect(page).not.toHaveProperty('nextCursor');
});

it.each([
  ['', 25, 1],
  ['count=0', 0, 1],
  ['count=-1', 0, 1],
  ['count=1000000', 25, 1],
  ['startIndex=0', 25, 1],
  ['startIndex=-5&count=2', 2, 1],
  ['startIndex=1000000', 0, 1_000_000],
  ['startIndex=99999999999999999999', 0, 1_000_000_000],
])('%j has %i users', async (query, itemsPerPage, startIndex) => {
  expect(await list(query)).toMatchObject({ totalResults: 25, itemsPerPage, startIndex });
});

it.each([
  ['filter=shoeSize%20eq%20%22x%22', 'invalidFilter'],
  ['filter=', undefined],
  ['filter=%28', 'invalidFilter'],
  ['filter=title%20pr&filter=title%20pr', 'invalidValue'],
  ['count=ten', 'invalidValue'],
  ['startIndex=1.5', 'invalidValue'],
  ['sortBy=shoeSize', 'invalidPath'],
  ['sortBy=emails', 'invalidPath'],
  ['sortBy=name', 'invalidPath'],
  ['attributes=userName&excludedAttributes=emails', 'invalidValue'],
  ['cursor=x', 'invalidCursor'],
  ['cursor=&count=0', 'invalidCount'],
  [`cursor=${Buffer.from('["title false",null,"usr_1"]').toString('base64url')}`, 'invalidCursor'],
  [
    `sortBy=meta.created&cursor=${Buffer.from('["meta.created false","x","usr_1"]').toString('base64url')}`,
    'invalidCursor',
  ],
  [`cursor=${Buffer.from('["",null,"a\\u0000b"]').toString('base64url')}`, 'invalidCursor'],
])('%s is answered %s', async (query, scimType) => {
  expect((await list(query)).scimType).toBe(scimType);
});

async function walk(query: string, between: (page: number) => Promise<unknown> = async () => {}) {
  const seen: string[] = [];
  for (let cursor: string | undefined = '', page = 1; cursor !== undefined; page += 1) {
    const body = await list(`${query}&cursor=${cursor}`);
    expect(body).not.toHaveProperty('startIndex');
    seen.push(...idsOf(body));
    cursor = body.nextCursor;
    await between(page);
  }
  return seen;
}

it.each([
  ['', (_: number) => ''],
  ['&sortBy=externalId', (n: number) => `ext-${n}`],
])('walks everybody once by cursor%s', async (query, key) => {
  const expected = ids
    .map((id, n) => ({ id, key: key(n) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  expect(await walk(`count=7${query}`)).toEqual(expected.map(({ id }) => id));
});

it.each(['ascending', 'descending'])('sorts users without the attribute to the end, %s', async (sortOrder) => {
  const title = (n: number) => (n % 5 === 0 ? undefined : `T${n % 3}`);
  const direction = sortOrder === 'ascending' ? 1 : -1;
  const rank = (n: number) => title(n) ?? 'Z';
  const expected = [...ids.keys()].sort((a, b) =>
    rank(a) === rank(b) ? a - b : direction * (rank(a) < rank(b) ? -1 : 1),
  );
  const query = `sortBy=title&sortOrder=${sortOrder}`;
  expect(await walk(`count=4&${query}`)).toEqual(expected.map((n) => ids[n]));
  expect(idsOf(await list(query))).toEqual(expected.map((n) => ids[n]));
  expect(await walk(`count=4&sortBy=meta.created&sortOrder=${sortOrder}`)).toHaveLength(25);
});

it('loses nobody by cursor while others are deleted', async () => {
  const entra = await connectProvider(api);
  const created: string[] = [];
  for (let n = 0; n < 9; n += 1) created.push((await entra.request('POST', '/Users', newUser())).body.id);
  const seen: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { body } = await entra.request('GET', `/Users?count=3&cursor=${cursor}`);
    seen.push(...idsOf(body));
    cursor = body.nextCursor;
    await entra.request('DELETE', `/Users/${seen.at(-1)}`);
    await entra.request('DELETE', `/Users/${seen.at(-3)}`);
  }
  expect(seen).toEqual(created);
});

it('finds by what the columns hold, and by a body', async () => {
  const filters: [string, (n: number) => boolean][] = [
    ['externalId eq "ext-3"', (n) => n === 3],
    ['externalId eq "EXT-3"', () => false],
    [`id eq "${ids[4]}"`, (n) => n === 4],
    ['active eq true and title eq "t1"', (n) => n % 2 === 0 && n % 5 !== 0 && n % 3 === 1],
    ['not (title pr)', (n) => n % 5 === 0],
    ['meta.created gt "2020-01-01T00:00:00Z" and meta.resourceType eq "User"', () => true],
    ['groups pr', () => false],
    ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User" and schemas pr', () => true],
    ['schemas co "enterprise"', () => false],
    ['displayName pr', () => false],
    ['emails.value ew "@COMPANY.example" and externalId sw "ext-2"', (n) => `ext-${n}`.startsWith('ext-2')],
  ];
  for (const [filter, matches] of filters) {
    const expected = ids.filter((_, n) => matches(n));
    expect([filter, idsOf(await list(`filter=${encodeURIComponent(filter)}`))]).toEqual([filter, expected]);
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter,
      attributes: ['userName'],
      startIndex: 1,
      count: 3,
    };
    const search = (await okta.request('POST', '/Users/.search', body)).body;
    expect(search).toMatchObject({ totalResults: expected.length, itemsPerPage: Math.min(3, expected.length) });
    for (const user of search.Resources) expect(Object.keys(user).sort()).toEqual(['id', 'schemas', 'userName']);
  }
});

it('finds by a sub-attribute of selected values, and by numbers and booleans of an unknown extension', async () => {
  const provider = await connectProvider(api);
  const custom = (level: unknown) => ({ 'urn:example:custom:2.0:User': { level, remote: true } });
  const created: string[] = [];
  for (const level of [9, 12.5, '12.5x', 'x'.repeat(2_000), [12]]) {
    const emails = [{ value: `mail${created.length}@company.example`, type: 'work' }];
    created.push((await provider.request('POST', '/Users', newUser({ emails, ...custom(level) }))).body.id);
  }
  for (const [filter, expected] of [
    ['emails[type eq "work"].value eq "MAIL3@company.example"', [3]],
    ['emails[type eq "home"].value eq "mail3@company.example"', []],
    ['urn:example:custom:2.0:User:level eq 12.5', [1]],
    ['urn:example:custom:2.0:User:level gt 9', [1]],
    ['urn:example:custom:2.0:User:level lt 1e308', [0, 1]],
    ['urn:example:custom:2.0:User:level ge 9 and urn:example:custom:2.0:User:remote eq true', [0, 1]],
  ] as const) {
    const { body } = await provider.request('GET', `/Users?filter=${encodeURIComponent(filter)}`);
    expect([filter, body.Resources?.map(({ id }: { id: string }) => created.indexOf(id))]).toEqual([filter, expected]);
  }
});

it('a filter nested a thousand deep is refused at once', async () => {
  const filter = `${'('.repeat(1_000)}title pr${')'.repeat(1_000)}`;
  expect(await list(`filter=${encodeURIComponent(filter)}`)).toMatchObject({
    status: '400',
    scimType: 'invalidFilter',
  });
});

it('pages and filters work among many users, too', async () => {
  const { connectionId } = okta;
  await api.owner.query(
    `WITH people AS (
       INSERT INTO organization_members (organization_id, user_id, full_name, email)
       SELECT organization_id, 'usr_many' || n, 'Many', 'many' || n || '@many.example'
       FROM scim_connections, generate_series(1, 5000) n WHERE id = $1
       RETURNING organization_id, user_id, email
     )
     INSERT INTO scim_users (organization_id, user_id, connection_id, user_name)
     SELECT organization_id, user_id, $1, email FROM people`,
    [connectionId],
  );
  await api.owner.query('ANALYZE scim_users, organization_members');
  expect(idsOf(await list('filter=userName%20eq%20%22MANY77@many.example%22'))).toEqual(['usr_many77']);
  const last = await list('startIndex=5001&count=100');
  expect([last.totalResults, last.itemsPerPage]).toEqual([5_025, 25]);
});

it('a page of large users has fewer than were asked for, and the pages together have each of them once', async () => {
  const [count, size] = [80, 60_000];
  const entra = await connectProvider(api);
  const people = await entra.people(count);
  await api.database.query(
    `UPDATE scim_users SET attributes = jsonb_build_object('title', repeat('x', $2)) WHERE connection_id = $1`,
    [entra.connectionId, size],
  );
  const page = async (query: string) => (await entra.request('GET', `/Users?count=${count}&${query}`)).body;
  const first = await page('');
  expect(first).toMatchObject({ totalResults: count, startIndex: 1 });
  expect(first.itemsPerPage).toBe(first.Resources.length);
  expect(first.itemsPerPage).toBeLessThan(count);
  const byNumber = [...idsOf(first), ...idsOf(await page(`startIndex=${first.itemsPerPage + 1}`))];
  const begin = await page('cursor=');
  const byCursor = [...idsOf(begin), ...idsOf(await page(`cursor=${begin.nextCursor}`))];
  for (const all of [byNumber, byCursor]) expect(all).toEqual(people);

  const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count };
  const { body } = await entra.request('POST', '/.search', search);
  expect([body.totalResults, body.itemsPerPage]).toEqual([count, first.itemsPerPage]);
});
