import { ChangeRequestReader } from '@roster/database';
import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from '../groups/scim-groups.fixture.js';
import { newUser } from '../users/scim-users.fixture.js';
import { MAX_BULK_OPERATIONS } from './bulk-operations.js';

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi();
  okta = await connectProvider(api);
});
afterAll(() => api.close());

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const bulk = (Operations: object[], others: object = {}) =>
  okta.request('POST', '/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations,
    ...others,
  });
const create = (bulkId: string, fields: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: newUser(fields),
});
const statuses = (answer: { body: { Operations: { status: string }[] } }) =>
  answer.body.Operations.map(({ status }) => status);

it('creates users and the group that they are in, which refers to them before they exist', async () => {
  const group = {
    schemas: [GROUP_SCHEMA],
    displayName: 'Tour Guides',
    members: [{ value: 'bulkId:one' }, { value: 'bulkId:two' }],
  };
  const answer = await bulk([
    { method: 'POST', path: '/Groups', bulkId: 'group', data: group },
    create('one'),
    create('two'),
    {
      method: 'PATCH',
      path: '/Users/bulkId:two',
      data: { schemas: [PATCH], Operations: [{ op: 'add', path: 'title', value: 'Guide' }] },
    },
  ]);
  expect(answer).toMatchObject({
    status: 200,
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'] },
  });
  expect(statuses(answer)).toEqual(['201', '201', '201', '200']);
  const [made, one, two] = answer.body.Operations;
  expect(made).toEqual({
    method: 'POST',
    bulkId: 'group',
    status: '201',
    location: expect.stringContaining('/scim/v2/Groups/dept_'),
    version: expect.stringMatching(/^W\/"/),
  });
  const idOf = ({ location }: { location: string }) => location.split('/').at(-1) ?? '';
  expect(await okta.members(idOf(made))).toEqual([idOf(one), idOf(two)].sort());
  expect((await okta.request('GET', `/Users/${idOf(two)}`)).body.title).toBe('Guide');
});

it('carries out each operation for itself, and answers each with its own error', async () => {
  const taken = create('taken');
  const gone = { method: 'DELETE', path: '/Users/usr_nobody' };
  const answer = await bulk([taken, taken, gone, create('last')]);
  expect(statuses(answer)).toEqual(['201', '409', '404', '201']);
  expect(answer.body.Operations[1]).toMatchObject({
    bulkId: 'taken',
    response: { status: '409', scimType: 'uniqueness', detail: expect.any(String) },
  });
  expect(answer.body.Operations[2]).toMatchObject({ method: 'DELETE', location: expect.stringMatching(/usr_nobody$/) });
});

it('ends after as many errors as the caller allows', async () => {
  const gone = { method: 'DELETE', path: '/Users/usr_nobody' };
  const last = create('last', { userName: 'never.created' });
  expect(statuses(await bulk([gone, create('first'), gone, last], { failOnErrors: 2 }))).toEqual(['404', '201', '404']);
  expect((await okta.request('GET', '/Users?filter=userName eq "never.created"')).body.totalResults).toBe(0);
});

it('ends after a failure of ours, and answers what was done before', async () => {
  await api.owner.query(`ALTER TABLE scim_users ADD CONSTRAINT no_broken_user CHECK (user_name <> 'broken.user')`);
  const broken = create('broken', { userName: 'broken.user' });
  const answer = await bulk([create('done'), broken, create('left.out', { userName: 'never.reached' })]);
  await api.owner.query('ALTER TABLE scim_users DROP CONSTRAINT no_broken_user');
  expect(statuses(answer)).toEqual(['201', '500']);
  expect(answer.body.Operations[1]).toMatchObject({ bulkId: 'broken', response: { status: '500' } });
  expect(api.log).toContainEqual(expect.objectContaining({ msg: 'an operation of a SCIM bulk failed' }));
  expect((await okta.request('GET', '/Users?filter=userName eq "never.reached"')).body.totalResults).toBe(0);
});

it('is recorded as a request for changes', async () => {
  const trace = 'c0ffee00c0ffee00c0ffee00c0ffee00';
  await okta.request(
    'POST',
    '/Bulk',
    { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [create('recorded')] },
    { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
  );
  const reader = new ChangeRequestReader(api.database);
  const find = () => reader.find('trace_id', trace, 1);
  let [record] = await find();
  while (record === undefined) [record] = await find();
  expect(record).toMatchObject({ channel: 'scim', route: 'POST /scim/v2/Bulk', status: 200 });
});

it('changes and deletes with the versions that are expected', async () => {
  const { id, meta } = (await okta.request('POST', '/Users', newUser())).body;
  const put = { method: 'PUT', path: `/Users/${id}`, version: meta.version, data: newUser({ title: 'Chief' }) };
  const answer = await bulk([put, put, { method: 'DELETE', path: `/Users/${id}` }]);
  expect(statuses(answer)).toEqual(['200', '412', '204']);
});

it.each<[string, object, string, string]>([
  [
    'a circle of references',
    { method: 'POST', path: '/Groups', bulkId: 'a', data: { members: [{ value: 'bulkId:a' }] } },
    '409',
    'invalidValue',
  ],
  ['a reference to nothing', { method: 'PATCH', path: '/Users/bulkId:x', data: {} }, '409', 'invalidValue'],
  ['no bulkId', { method: 'POST', path: '/Users', data: newUser() }, '400', 'invalidValue'],
  ['another method', { method: 'GET', path: '/Users/usr_1' }, '400', 'invalidValue'],
  ['another path', { method: 'DELETE', path: '/Things/1' }, '400', 'invalidPath'],
  ['a longer path', { method: 'DELETE', path: '/Users/usr_1/x' }, '400', 'invalidPath'],
  ['a resource to POST to', { method: 'POST', path: '/Users/usr_1', bulkId: 'a', data: {} }, '400', 'invalidPath'],
  ['no data', { method: 'POST', path: '/Users', bulkId: 'a' }, '400', 'invalidSyntax'],
])('%s is an error of its operation', async (_, operation, status, scimType) => {
  expect((await bulk([operation])).body.Operations).toMatchObject([{ status, response: { status, scimType } }]);
});

it('as many operations as the service says are carried out within the time for an answer', async () => {
  const { body } = await okta.request('GET', '/ServiceProviderConfig');
  expect(body.bulk).toMatchObject({ supported: true, maxOperations: MAX_BULK_OPERATIONS });
  const answer = await bulk(Array.from({ length: MAX_BULK_OPERATIONS }, (_, n) => create(`user ${n}`)));
  expect(new Set(statuses(answer))).toEqual(new Set(['201']));
});
