import { ChangeRequestReader } from '@roster/database';
import { type RunningApi, startApi } from '../../api.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from './scim-groups.fixture.js';

let api: RunningApi;
let okta: Provider;
let root: string;
beforeAll(async () => {
  api = await startApi();
  root = (await api.request('POST', '/departments', { json: { name: 'Provisioned' } })).body.id;
  okta = await connectProvider(api, { root_department_id: root });
});
afterAll(() => api.close());

const values = (ids: readonly string[]) => ids.map((value) => ({ value }));

describe('a group', () => {
  it('is a department below the root, with what has no column as it was sent', async () => {
    const [jane = '', john = ''] = await okta.people(2);
    const extension = { 'urn:example:extension': { costCenter: '42' }, note: 'kept' };
    const sent = { schemas: [GROUP_SCHEMA], displayName: 'Sales', externalId: 'ext-1', ...extension };
    const made = await okta.request('POST', '/Groups', { ...sent, members: values([jane, john]), id: 'mine' });
    expect(made).toMatchObject({ status: 201, body: { ...sent, schemas: [GROUP_SCHEMA, 'urn:example:extension'] } });
    const { id, meta, members } = made.body;
    expect(made.headers.get('location')).toBe(meta.location);
    expect(made.headers.get('etag')).toBe(meta.version);
    expect(members.find(({ value }: { value: string }) => value === jane)).toEqual({
      value: jane,
      $ref: expect.stringMatching(new RegExp(`/scim/v2/Users/${jane}$`)),
      type: 'User',
      display: 'Person',
    });
    expect((await okta.request('GET', `/Groups/${id}`)).body).toEqual(made.body);
    const department = await api.request('GET', `/departments/${id}`);
    expect(department.body).toMatchObject({ name: 'Sales', parent_id: root, member_count: 2 });
    const [{ channel, actor_type, actor_id }] = await api.database.query(
      `SELECT channel, actor_type, actor_id FROM audit_events WHERE action = 'member.add' AND user_id = $1`,
      [jane],
    );
    expect([channel, actor_type, actor_id]).toEqual(['scim', 'scim_connection', okta.connectionId]);
  });

  it('has a displayName that no other group of the connection has, whatever the case', async () => {
    await okta.group('Unique');
    const taken = await okta.request('POST', '/Groups', { schemas: [GROUP_SCHEMA], displayName: 'UNIQUE' });
    expect(taken).toMatchObject({ status: 409, body: { scimType: 'uniqueness', status: '409' } });
    const other = await okta.group('Other');
    expect(await okta.patch(other, { op: 'replace', path: 'displayName', value: 'unique' })).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness' },
    });
  });

  it('is not visible to another connection, and neither is a department that belongs to none', async () => {
    const entra = await connectProvider(api);
    const id = await okta.group('Private');
    for (const [provider, group] of [
      [entra, id],
      [okta, api.demo.departmentId],
      [okta, 'nothing'],
    ] as const) {
      const answers = [
        await provider.request('GET', `/Groups/${group}`),
        await provider.patch(group, { op: 'remove', path: 'members' }),
        await provider.patch(group, { op: 'add', path: 'members', value: [] }),
        await provider.request('PUT', `/Groups/${group}`, { schemas: [GROUP_SCHEMA], displayName: 'Mine' }),
        await provider.request('DELETE', `/Groups/${group}`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    }
    expect((await entra.request('GET', '/Groups')).body).toMatchObject({ totalResults: 0 });
  });

  it('is deleted with its department; members leave it, and are not deleted', async () => {
    const [jane = ''] = await okta.people(1);
    const id = await okta.group('Short-lived', [jane]);
    expect((await okta.request('DELETE', `/Groups/${id}`)).status).toBe(204);
    expect((await okta.request('GET', `/Groups/${id}`)).status).toBe(404);
    expect((await api.request('GET', `/departments/${id}`)).status).toBe(404);
    expect((await api.request('GET', `/members/${jane}`)).status).toBe(200);
  });
});

describe('a PUT', () => {
  it('makes the members exactly those it names, and leaves the people of others alone', async () => {
    const [a = '', b = '', c = ''] = await okta.people(3);
    const id = await okta.group('Put', [a, b]);
    await api.request('PUT', `/departments/${id}/members/${api.demo.userId}`);
    const put = await okta.request('PUT', `/Groups/${id}`, {
      schemas: [GROUP_SCHEMA],
      displayName: 'Put anew',
      members: values([b, c]),
    });
    expect(put).toMatchObject({ status: 200, body: { id, displayName: 'Put anew' } });
    expect(await okta.members(id)).toEqual([b, c].sort());
    expect((await api.request('GET', `/departments/${id}`)).body).toMatchObject({ name: 'Put anew', member_count: 3 });
    const events = await api.database.query(
      `SELECT action, user_id FROM audit_events WHERE department_id = $1 AND action LIKE 'member.%' ORDER BY id DESC LIMIT 2`,
      [id],
    );
    expect(events.map(({ user_id }: { user_id: string }) => user_id).sort()).toEqual([a, c].sort());
  });

  it('changes nothing when one of its members is not the connection’s', async () => {
    const [a = ''] = await okta.people(1);
    const id = await okta.group('Whole', [a]);
    const put = await okta.request('PUT', `/Groups/${id}`, {
      schemas: [GROUP_SCHEMA],
      displayName: 'Renamed',
      members: values([api.demo.userId]),
    });
    expect(put).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect((await okta.request('GET', `/Groups/${id}`)).body.displayName).toBe('Whole');
    expect(await okta.members(id)).toEqual([a]);
  });
});

describe('a PATCH', () => {
  let people: string[];
  let a: string;
  let b: string;
  let id: string;
  let names = 0;
  beforeEach(async () => {
    people = await okta.people(3);
    [a = '', b = ''] = people;
    names += 1;
    id = await okta.group(`Patched ${names}`, people);
  });

  it.each<[string, (one: string, two: string) => object[], (all: readonly string[]) => readonly string[]]>([
    [
      'removes the one whom Entra ID names by value',
      (one) => [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: one }] }],
      (all) => all.slice(1),
    ],
    ['removes one by a filter', (one) => [{ op: 'remove', path: `members[value eq "${one}"]` }], (all) => all.slice(1)],
    [
      'removes two by a filter',
      (one, two) => [{ op: 'remove', path: `members[value eq "${one}" or value eq "${two}"]` }],
      (all) => all.slice(2),
    ],
    ['removes all', () => [{ op: 'remove', path: 'members' }], () => []],
    ['replaces all', (one) => [{ op: 'Replace', path: 'members', value: [{ value: one }] }], (all) => all.slice(0, 1)],
    [
      'replaces all without a path',
      (one, two) => [{ op: 'replace', value: { members: [{ value: one }, { value: two }] } }],
      (all) => all.slice(0, 2),
    ],
    [
      'takes the last operation on a member',
      (one, two) => [
        { op: 'remove', path: 'members', value: [{ value: one }, { value: two }] },
        { op: 'add', path: 'members', value: [{ value: one }] },
      ],
      (all) => all.filter((_, index) => index !== 1),
    ],
    [
      'adds to what it replaces',
      (one, two) => [
        { op: 'replace', path: 'members', value: [] },
        { op: 'add', path: 'members', value: [{ value: one }, { value: two }] },
        { op: 'remove', path: 'members', value: [{ value: one }] },
      ],
      (all) => all.slice(1, 2),
    ],
  ])('%s', async (_, operations, left) => {
    expect((await okta.patch(id, ...operations(a, b))).status).toBe(204);
    expect(await okta.members(id)).toEqual([...left(people)].sort());
  });

  it('again is a no-op: no operation, no event, the same version', async () => {
    const remove = { op: 'remove', path: `members[value eq "${a}"]` };
    await okta.patch(id, remove);
    const before = (await okta.request('GET', `/Groups/${id}`)).body;
    const count = async () => (await api.database.query('SELECT count(*)::int FROM operations'))[0].count;
    const operations = await count();
    const add = { op: 'add', path: 'members', value: values([b]) };
    const rename = { op: 'replace', value: { id, displayName: before.displayName } };
    for (const operation of [remove, add, rename]) expect((await okta.patch(id, operation)).status).toBe(204);
    expect(await count()).toBe(operations);
    expect((await okta.request('GET', `/Groups/${id}`)).body).toEqual(before);
  });

  it('renames as Okta does, and the ID stays', async () => {
    const rename = { op: 'replace', value: { id, displayName: `Okta name ${names}` } };
    expect((await okta.patch(id, rename)).status).toBe(204);
    expect((await api.request('GET', `/departments/${id}`)).body.name).toBe(`Okta name ${names}`);
  });

  it('of one member goes through the queue, and answers 400 when the member is deactivated', async () => {
    const [c = ''] = await okta.people(1);
    const added = await okta.patch(id, { op: 'add', path: 'members', value: values([c]) });
    const operation = await api.request('GET', `/operations/${added.headers.get('operation-id')}`);
    expect(operation.body).toMatchObject({ channel: 'scim', state: 'done' });
    const reader = new ChangeRequestReader(api.database);
    const find = () => reader.find('operation_id', String(added.headers.get('operation-id')), 1);
    let [record] = await find();
    while (record === undefined) [record] = await find();
    expect(record).toMatchObject({
      channel: 'scim',
      route: 'PATCH /scim/v2/Groups/{id}',
      department_id: id,
      user_id: c,
    });
    expect(record.job_id).not.toBeNull();
    const [d = ''] = await okta.people(1);
    await api.request('PATCH', `/members/${d}`, { json: { status: 'deactivated' } });
    const refused = await okta.patch(id, { op: 'add', path: 'members', value: values([d]) });
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
  });

  it('of several is all or nothing', async () => {
    const [c = '', d = ''] = await okta.people(2);
    await api.request('PATCH', `/members/${d}`, { json: { status: 'deactivated' } });
    const refused = await okta.patch(
      id,
      { op: 'add', path: 'members', value: values([c, d]) },
      { op: 'replace', path: 'displayName', value: 'Half' },
    );
    expect(refused).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect(await okta.members(id)).toEqual(people);
    expect((await okta.request('GET', `/Groups/${id}`)).body.displayName).toBe(`Patched ${names}`);
  });

  it('with If-Match is refused after another change, also of members', async () => {
    const { meta } = (await okta.request('GET', `/Groups/${id}`)).body;
    const body = (...Operations: object[]) => ({ schemas: [PATCH_SCHEMA], Operations });
    const headers = { 'if-match': meta.version };
    const remove = (user: string) => body({ op: 'remove', path: `members[value eq "${user}"]` });
    expect((await okta.request('PATCH', `/Groups/${id}`, remove(a), headers)).status).toBe(204);
    expect((await okta.request('PATCH', `/Groups/${id}`, remove(b), headers)).status).toBe(412);
    expect(await okta.members(id)).toEqual(people.slice(1));
  });

  it.each([
    ['an unknown op', { op: 'merge', path: 'members' }, 400, 'invalidSyntax'],
    ['an unknown attribute', { op: 'add', path: 'nothing', value: 'x' }, 400, 'invalidPath'],
    ['a filter on something else', { op: 'remove', path: 'members[display eq "x"]' }, 400, 'invalidFilter'],
    ['a member without value', { op: 'add', path: 'members', value: [{ display: 'x' }] }, 400, 'invalidValue'],
    ['members replaced by no value', { op: 'replace', path: 'members' }, 400, 'invalidValue'],
    ['members removed by null', { op: 'remove', path: 'members', value: null }, 400, 'invalidValue'],
    ['a member who is not there', { op: 'add', path: 'members', value: [{ value: 'usr_no' }] }, 400, 'invalidValue'],
    ['a member changed', { op: 'replace', path: 'members[value eq "x"].value', value: 'y' }, 400, 'mutability'],
    ['a sub-attribute of members removed', { op: 'remove', path: 'members.value' }, 400, 'mutability'],
    ['a sub-attribute of members replaced', { op: 'replace', path: 'members.value', value: 'y' }, 400, 'mutability'],
    ['no displayName', { op: 'remove', path: 'displayName' }, 400, 'invalidValue'],
    ['a displayName of spaces', { op: 'replace', path: 'displayName', value: '  ' }, 400, 'invalidValue'],
    ['NUL', { op: 'add', path: 'members', value: [{ value: 'usr_\u0000' }] }, 400, 'invalidValue'],
  ])('with %s is refused, and nothing is changed', async (_, operation, status, scimType) => {
    expect(await okta.patch(id, operation)).toMatchObject({ status, body: { status: String(status), scimType } });
    expect(await okta.members(id)).toEqual(people);
  });
});

it('a member of type Group is a department below, and moves back to the root when it is removed', async () => {
  const [parent, child] = [await okta.group('Parent'), await okta.group('Child')];
  await okta.patch(parent, { op: 'add', path: 'members', value: values([child]) });
  expect((await api.request('GET', `/departments/${child}`)).body.parent_id).toBe(parent);
  expect((await okta.request('GET', `/Groups/${parent}`)).body.members).toEqual([
    { value: child, $ref: expect.any(String), type: 'Group', display: 'Child' },
  ]);
  const circle = await okta.patch(child, { op: 'add', path: 'members', value: values([parent]) });
  expect(circle).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
  await okta.patch(parent, { op: 'remove', path: `members[value eq "${child}"]` });
  expect((await api.request('GET', `/departments/${child}`)).body.parent_id).toBe(root);
});

it('only groups of the connection are members, wherever somebody moves a department of another', async () => {
  const entra = await connectProvider(api, { root_department_id: root });
  const [parent, own, foreign] = [await okta.group('Mixed'), await okta.group('Own'), await entra.group('Foreign')];
  await okta.patch(parent, { op: 'add', path: 'members', value: values([own]) });
  await api.request('POST', `/departments/${foreign}/reparent`, { json: { parent_id: parent } });
  expect(await okta.members(parent)).toEqual([own]);
  await okta.patch(parent, { op: 'replace', path: 'members', value: [] });
  const parentOf = async (id: string) => (await api.request('GET', `/departments/${id}`)).body.parent_id;
  expect([await parentOf(own), await parentOf(foreign)]).toEqual([root, parent]);
});

it('the version of a group changes with the groups in it, and not when it is set to what it is', async () => {
  const [parent, child] = [await okta.group('Versioned'), await okta.group('Within')];
  const version = async () => (await okta.request('GET', `/Groups/${parent}`)).body.meta.version;
  const first = await version();
  await okta.patch(parent, { op: 'add', path: 'members', value: values([child]) });
  const second = await version();
  expect(second).not.toBe(first);
  const externalId = { op: 'replace', path: 'externalId', value: 'same' };
  await okta.patch(parent, externalId);
  const third = await version();
  await okta.patch(parent, externalId);
  expect([third === second, (await version()) === third]).toEqual([false, true]);
});

it('attributes of a group that are too large to keep are refused', async () => {
  const group = { schemas: [GROUP_SCHEMA], displayName: 'Heavy', note: 'x'.repeat(70_000) };
  expect(await okta.request('POST', '/Groups', group)).toMatchObject({ status: 413, body: { status: '413' } });
  expect((await okta.request('GET', '/Groups?filter=displayName eq "Heavy"')).body.totalResults).toBe(0);
});
