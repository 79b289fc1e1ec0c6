import { ChangeRequestReader } from '@roster/database';
import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from '../groups/scim-groups.fixture.js';
import { newUser } from '../users/scim-users.fixture.js';
import { MAX_BULK_OPERATIONS } from './bulk-operations.js';

/** Requests of one connection: more than a bulk can have. */
const PER_MINUTE = MAX_BULK_OPERATIONS + 20;

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi({ rateLimits: { perKey: PER_MINUTE, perOrganization: 0 } });
  okta = await connectProvider(api);
});
afterAll(() => api.close());

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const bulk = (Operations: object[], others: object = {}, headers: Record<string, string> = {}, provider = okta) =>
  provider.request('POST', '/Bulk', { schemas: [BULK], Operations, ...others }, headers);
const create = (bulkId: string, fields: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: newUser(fields),
});
const addTo = (group: string, value: string) => ({
  method: 'PATCH',
  path: `/Groups/${group}`,
  data: { schemas: [PATCH], Operations: [{ op: 'add', path: 'members', value: [{ value }] }] },
});
const detailsOf = (answer: { body: { Operations: { response?: { detail: string } }[] } }) =>
  answer.body.Operations.map(({ response }) => response?.detail);
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

it('ends after a failure of ours, and answers what was done before and what was not carried out', async () => {
  await api.owner.query(`ALTER TABLE scim_users ADD CONSTRAINT no_broken_user CHECK (user_name <> 'broken.user')`);
  const broken = create('broken', { userName: 'broken.user' });
  const leftOut = create('left.out', { userName: 'never.reached' });
  const answer = await bulk([create('done'), broken, leftOut]);
  const ended = await bulk([broken, leftOut], { failOnErrors: 1 });
  await api.owner.query('ALTER TABLE scim_users DROP CONSTRAINT no_broken_user');
  expect(statuses(answer)).toEqual(['201', '500', '503']);
  expect(statuses(ended)).toEqual(['500']);
  expect(answer.body.Operations[1]).toMatchObject({ bulkId: 'broken', response: { status: '500' } });
  expect(answer.body.Operations[2]).toMatchObject({
    bulkId: 'left.out',
    response: { detail: expect.stringContaining('not carried out') },
  });
  expect(api.log).toContainEqual(expect.objectContaining({ msg: 'an operation of a SCIM bulk failed' }));
  expect((await okta.request('GET', '/Users?filter=userName eq "never.reached"')).body.totalResults).toBe(0);
});

it('ends when the time for an answer is over, and says of each operation what came of it', async () => {
  const blocking = api.owner.createQueryRunner();
  await blocking.startTransaction();
  await blocking.query('LOCK TABLE scim_users IN EXCLUSIVE MODE');
  const late = [create('begun'), create('late', { userName: 'never.begun' }), create('later')];
  const answer = await bulk(late, {}, { prefer: 'wait=1' });
  await blocking.rollbackTransaction();
  await blocking.release();
  expect(answer.status).toBe(200);
  expect(statuses(answer)).toEqual(['503', '503', '503']);
  const notDone = expect.stringContaining('was not carried out');
  expect(detailsOf(answer)).toEqual([expect.stringContaining('It is not known'), notDone, notDone]);
  expect((await okta.request('GET', '/Users?filter=userName eq "never.begun"')).body.totalResults).toBe(0);
});

it('is answered when everything is done, although the provider prefers not to wait', async () => {
  expect(statuses(await bulk([create('a'), create('b')], {}, { prefer: 'respond-async' }))).toEqual(['201', '201']);
});

it('counts each of its operations as a request', async () => {
  const busy = await connectProvider(api);
  const gone = { method: 'DELETE', path: '/Users/usr_nobody' };
  const first = await bulk(Array(MAX_BULK_OPERATIONS).fill(gone), {}, {}, busy);
  expect(first.headers.get('ratelimit')).toMatch(/"key";r=20;/);
  const second = await bulk(
    [...Array(20).fill(gone), create('left.out', { userName: 'over.the.limit' }), gone],
    {},
    {},
    busy,
  );
  expect(statuses(second)).toEqual([...Array(20).fill('404'), '429', '429']);
  expect(detailsOf(second).at(-1)).toMatch(/was not carried out\. Too many requests\. Send it again in \d+ seconds\./);
  expect((await okta.request('GET', '/Users?filter=userName eq "over.the.limit"')).body.totalResults).toBe(0);
  expect((await bulk([gone], {}, {}, busy)).status).toBe(429);
});

it('is recorded and logged as a request for changes, with the operation of each membership that it changes', async () => {
  const trace = 'c0ffee00c0ffee00c0ffee00c0ffee00';
  const [jane = '', john = ''] = await okta.people(2);
  const id = await okta.group('Recorded');
  await api.request('PATCH', `/members/${john}`, { json: { status: 'deactivated' } });
  const operations = [create('recorded'), addTo(id, jane), addTo(id, john)];
  const answer = await bulk(operations, {}, { traceparent: `00-${trace}-00f067aa0ba902b7-01` });
  expect(statuses(answer)).toEqual(['201', '204', '400']);
  const reader = new ChangeRequestReader(api.database);
  const find = () => reader.find('trace_id', trace, 10);
  let records = await find();
  while (records.length === 0) records = await find();
  const route = 'POST /scim/v2/Bulk';
  const part = {
    channel: 'scim',
    route: `${route} (PATCH /Groups/{id})`,
    department_id: id,
    job_id: expect.any(String),
  };
  const operationsOf = records.flatMap(({ operation_id }) => operation_id ?? []).reverse();
  expect(records.reverse()).toMatchObject([
    { channel: 'scim', route, status: 200, operation_id: null },
    { ...part, operation_id: expect.stringMatching(/^op_/), user_id: jane, status: 204, error_code: null },
    {
      ...part,
      operation_id: expect.stringMatching(/^op_/),
      user_id: john,
      status: 400,
      error_code: 'MEMBER_DEACTIVATED',
    },
  ]);
  const line = expect.objectContaining({ trace_id: trace, msg: 'answered', operation_ids: operationsOf });
  expect(api.log).toContainEqual(line);
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
  const provider = await connectProvider(api);
  const { body } = await provider.request('GET', '/ServiceProviderConfig');
  expect(body.bulk).toMatchObject({ supported: true, maxOperations: MAX_BULK_OPERATIONS });
  const users = Array.from({ length: MAX_BULK_OPERATIONS }, (_, n) => create(`user ${n}`));
  const answer = await bulk(users, {}, {}, provider);
  expect(new Set(statuses(answer))).toEqual(new Set(['201']));
});
