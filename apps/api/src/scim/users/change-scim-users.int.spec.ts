import { ChangeRequestReader } from '@roster/database';
import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, type Provider } from '../groups/scim-groups.fixture.js';
import { patch } from '../patch/provider-patches.fixture.js';
import { createUser, memberOf, newUser } from './scim-users.fixture.js';

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi();
  okta = await connectProvider(api);
});
afterAll(() => api.close());

const create = (fields: object = {}, provider = okta) => createUser(provider, fields);
const member = (id: string) => memberOf(api, id);

describe('a change', () => {
  it('is recorded as a request for changes', async () => {
    const { id } = await create();
    const trace = 'decade00'.repeat(4);
    const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };
    await okta.request('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'title', value: 'Guide' }), headers);
    const reader = new ChangeRequestReader(api.database);
    let [record] = await reader.find('trace_id', trace, 1);
    while (record === undefined) [record] = await reader.find('trace_id', trace, 1);
    const route = 'PATCH /scim/v2/Users/{id}';
    expect(record).toMatchObject({ channel: 'scim', route, user_id: id, department_id: null, status: 200 });
  });

  it('of Okta and Entra ID reaches the member', async () => {
    const { id } = await create();
    const change = (...operations: object[]) => okta.request('PATCH', `/Users/${id}`, patch(...operations));
    expect((await change({ op: 'Replace', path: 'displayName', value: 'Renamed' })).body.displayName).toBe('Renamed');
    await change({ op: 'replace', path: 'emails[type eq "work"].value', value: 'renamed@company.example' });
    await change({ op: 'Replace', path: 'active', value: 'False' });
    expect(await member(id)).toMatchObject({
      full_name: 'Renamed',
      email: 'renamed@company.example',
      status: 'deactivated',
    });
    expect((await okta.request('GET', `/Users/${id}`)).body.active).toBe(false);
    await change({ op: 'replace', value: { active: true } });
    expect(await member(id)).toMatchObject({ status: 'active' });
    const { body } = await api.request('GET', `/audit-events?user_id=${id}`);
    expect(body.data[0]).toMatchObject({
      action: 'person.update',
      channel: 'scim',
      actor: { type: 'scim_connection', id: okta.connectionId },
    });
  });

  it('that changes nothing leaves version and time as they are, and no trace in the audit', async () => {
    const { id, meta } = await create({ title: 'Clerk' });
    const events = async () => (await api.request('GET', `/audit-events?user_id=${id}`)).body.data.length;
    const before = await events();
    const { body } = await okta.request('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'title', value: 'Clerk' }));
    expect(body.meta).toEqual(meta);
    expect(await events()).toBe(before);
  });

  it('by PUT replaces everything but whether the user is active', async () => {
    const sent = newUser({ title: 'Clerk', externalId: 'x' });
    const { id } = (await okta.request('POST', '/Users', sent)).body;
    await okta.request('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false }));
    const { active: _, title: __, externalId: ___, ...rest } = sent as Record<string, unknown>;
    const { status, body } = await okta.request('PUT', `/Users/${id}`, { ...rest, nickName: 'Nick', id: 'usr_other' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...rest, id, nickName: 'Nick', active: false });
    expect(body).not.toHaveProperty('title');
    expect(body).not.toHaveProperty('externalId');
  });

  it('made in Roster is shown to the provider, and stays when the provider changes something else', async () => {
    const { id, meta } = await create({ displayName: 'Before' });
    await api.request('PATCH', `/members/${id}`, { json: { full_name: 'By hand', email: 'hand@company.example' } });
    const read = await okta.request('GET', `/Users/${id}`);
    expect(read.body).toMatchObject({
      displayName: 'By hand',
      emails: [{ value: 'hand@company.example', type: 'work', primary: true }],
    });
    expect(read.body.meta.version).not.toBe(meta.version);
    await okta.request('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'title', value: 'Clerk' }));
    expect(await member(id)).toMatchObject({ full_name: 'By hand', email: 'hand@company.example' });
    const found = await okta.request(
      'GET',
      '/Users?filter=emails[value eq "HAND@company.example"] and displayName eq "by hand"',
    );
    expect(found.body.Resources).toMatchObject([{ id }]);
  });

  it('needs the version that If-Match names, and a read may be answered 304', async () => {
    const { id, meta } = await create();
    const title = (value: string, version: string) =>
      okta.request('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'title', value }), { 'if-match': version });
    const second = await title('one', meta.version);
    expect(second.status).toBe(200);
    expect((await title('two', meta.version)).status).toBe(412);
    expect((await title('three', '*')).status).toBe(200);
    const { version } = (await okta.request('GET', `/Users/${id}`)).body.meta;
    expect((await okta.request('GET', `/Users/${id}`, undefined, { 'if-none-match': version })).status).toBe(304);
    expect((await okta.request('DELETE', `/Users/${id}`, undefined, { 'if-match': meta.version })).status).toBe(412);
  });

  it('is lost by none of forty at the same time', async () => {
    const { id } = await create();
    // One that waits a second for the others is answered 503, and sent again, as a provider does.
    const addRole = async (n: number): Promise<number> => {
      const body = patch({ op: 'add', path: 'roles', value: [{ value: `role ${n}` }] });
      const { status } = await okta.request('PATCH', `/Users/${id}`, body);
      return status === 503 ? addRole(n) : status;
    };
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, n) => addRole(n)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await okta.request('GET', `/Users/${id}`)).body.roles).toHaveLength(40);
  });

  it('that deactivates a user while groups add them leaves the user inactive, and in those groups that said so', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await create();
      const group = await okta.group(`Race ${round}`);
      const [deactivated, added] = await Promise.all([
        okta.request('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false })),
        okta.patch(group, { op: 'add', path: 'members', value: [{ value: id }] }),
      ]);
      expect([deactivated.status, deactivated.body.active]).toEqual([200, false]);
      expect([204, 400]).toContain(added.status);
      expect(await okta.members(group)).toEqual(added.status === 204 ? [id] : []);
    }
  });

  it.each<[string, object, number, string]>([
    ['an unknown path', patch({ op: 'add', path: 'shoeSize', value: 44 }), 400, 'invalidPath'],
    ['an empty userName', patch({ op: 'replace', path: 'userName', value: '' }), 400, 'invalidValue'],
    ['no userName', patch({ op: 'remove', path: 'userName' }), 400, 'invalidValue'],
    ['an invalid address', patch({ op: 'replace', path: 'emails', value: [{ value: 'x' }] }), 400, 'invalidValue'],
    ['its groups', patch({ op: 'add', path: 'groups', value: [{ value: 'dept_1' }] }), 400, 'mutability'],
    ['the userName of another', patch({ op: 'replace', path: 'userName', value: 'TAKEN' }), 409, 'uniqueness'],
  ])('is refused and changes nothing: %s', async (_, body, status, scimType) => {
    await okta.request('POST', '/Users', newUser({ userName: 'taken' }));
    const user = await create();
    const answer = await okta.request('PATCH', `/Users/${user.id}`, body);
    expect(answer).toMatchObject({ status, body: { scimType } });
    expect((await okta.request('GET', `/Users/${user.id}`)).body).toEqual(user);
  });
});
