import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from '../groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';

const EVENT = 'urn:ietf:params:scim:event:misc:asyncresp';

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi({ worker: false });
  okta = await connectProvider(api);
});
afterAll(() => api.close());

const patchOf = (...operations: readonly object[]) => ({ schemas: [PATCH_SCHEMA], Operations: operations });
const adding = (...people: readonly string[]) =>
  patchOf({ op: 'add', path: 'members', value: people.map((value) => ({ value })) });

/** Reads the completion of a request at the address that its 202 gave. */
const completion = ({ headers }: Answer, accept = 'application/json') =>
  okta.request('GET', headers.get('location')?.split('/scim/v2')[1] ?? '', undefined, { accept });

it('a 202 is stored before it is answered, tells where its completion can be read, and is carried out by the next worker', async () => {
  const [jane = '', john = '', jill = ''] = await okta.people(3);
  const id = await okta.group('Asynchronous', [jill]);
  const change = (body: object) => okta.request('PATCH', `/Groups/${id}`, body, { prefer: 'respond-async' });
  const added = await change(adding(jane));
  const refused = await change(adding(john));
  const removed = await change(patchOf({ op: 'remove', path: `members[value eq "${jill}"]` }));
  for (const answer of [added, refused, removed]) {
    expect(answer).toMatchObject({ status: 202, text: '' });
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect(answer.headers.get('set-txn')).toMatch(/^op_/);
    expect(await completion(answer)).toMatchObject({ status: 202, text: '' });
  }
  const stored = await api.database.query(`SELECT state FROM operations WHERE id = $1`, [added.headers.get('set-txn')]);
  expect(stored).toEqual([{ state: 'accepted' }]);
  expect(await okta.members(id)).toEqual([jill]);
  await okta.request('PATCH', `/Users/${john}`, patchOf({ op: 'replace', value: { active: false } }));

  // The jobs are done in their order: when this change is made, so are the others.
  await api.startWorker();
  const [joan = ''] = await okta.people(1);
  expect((await okta.request('PATCH', `/Groups/${id}`, adding(joan))).status).toBe(204);
  const base = (await okta.request('GET', '/ServiceProviderConfig')).body.meta.location.replace(/\/Serv.*/, '');
  const txn = added.headers.get('set-txn');
  const group = `/Groups/${id}`;
  const claims = (await completion(added)).body;
  expect(claims).toEqual({
    iss: base,
    aud: [okta.connectionId],
    iat: expect.any(Number),
    jti: txn,
    txn,
    sub_id: { format: 'scim', uri: group },
    events: { [EVENT]: { method: 'PATCH', location: `${base}${group}`, status: '204' } },
  });
  expect((await completion(removed)).body.events[EVENT]).toMatchObject({ status: '204' });
  expect((await completion(refused)).body.events[EVENT]).toMatchObject({
    status: '400',
    response: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400', scimType: 'invalidValue' },
  });
  expect(await okta.members(id)).toContain(jane);
  expect(await okta.members(id)).not.toContain(jill);

  const token = await completion(added, 'application/secevent+jwt');
  expect(token.headers.get('content-type')).toBe('application/secevent+jwt');
  const [header = '', payload = '', signature] = token.text.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect([read(header), read(payload), signature]).toEqual([{ typ: 'secevent+jwt', alg: 'none' }, claims, '']);

  // The operation belongs to one connection, and to SCIM.
  const other = await connectProvider(api);
  expect((await other.request('GET', `/AsyncRequests/${txn}`)).status).toBe(404);
  const rest = await api.request('PUT', `/departments/dept_abc123/members/${jane}`);
  expect((await okta.request('GET', `/AsyncRequests/${rest.headers.get('operation-id')}`)).status).toBe(404);
  expect((await okta.request('GET', '/AsyncRequests/op_unknown')).status).toBe(404);
});

it('what is answered at once anyway is answered as usual, whatever is preferred', async () => {
  const [jane = '', john = '', jill = ''] = await okta.people(3);
  const id = await okta.group('Preferences');
  const ask = (method: string, body?: object, prefer = 'respond-async') =>
    okta.request(method, `/Groups/${id}`, body, { prefer });
  expect((await ask('PATCH', adding(jane), 'respond-async, wait=10')).status).toBe(204);
  expect((await ask('PATCH', adding(jane))).status).toBe(204);
  expect((await ask('PATCH', adding(john, jill))).status).toBe(204);
  expect((await ask('GET')).status).toBe(200);
  expect((await ask('PUT', { schemas: [GROUP_SCHEMA], displayName: 'Preferences' })).status).toBe(200);
  expect(await ask('PATCH', adding(jane), 'respond-async=yes')).toMatchObject({
    status: 400,
    body: { scimType: 'invalidSyntax' },
  });
  expect((await ask('DELETE')).status).toBe(204);
});

it('what respond-async does not apply to has the usual time', async () => {
  const people = await okta.people(2);
  const id = await okta.group('Slow');
  const blocking = api.owner.createQueryRunner();
  await blocking.startTransaction();
  await blocking.query('LOCK TABLE department_members IN EXCLUSIVE MODE');
  const answer = okta.request('PATCH', `/Groups/${id}`, adding(...people), { prefer: 'respond-async' });
  await sleep(1_500);
  await blocking.rollbackTransaction();
  await blocking.release();
  expect((await answer).status).toBe(204);
  expect(await okta.members(id)).toEqual(people);
});
