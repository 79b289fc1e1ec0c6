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

describe('a deletion', () => {
  it('deactivates the person, who is the same user when they come again', async () => {
    const sent = newUser();
    const { id } = (await okta.request('POST', '/Users', sent)).body;
    expect((await okta.request('DELETE', `/Users/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await okta.request(method, `/Users/${id}`)).status).toBe(404);
    expect((await okta.request('GET', `/Users?filter=id eq "${id}"`)).body.totalResults).toBe(0);
    expect(await member(id)).toMatchObject({ status: 'deactivated' });
    const again = await okta.request('POST', '/Users', sent);
    expect(again).toMatchObject({ status: 201, body: { id, active: true } });
    expect(await member(id)).toMatchObject({ status: 'active' });
  });

  it('ends the memberships in the groups of the connection only, which do not come back with the person', async () => {
    const sent = newUser();
    const { id } = (await okta.request('POST', '/Users', sent)).body;
    const group = await okta.group('Left behind', [id]);
    const json = { name: 'Not of the provider' };
    const department = (await api.request('POST', '/departments', { json })).body;
    await api.request('POST', `/departments/${department.id}/members`, { json: { user_id: id } });
    await okta.request('DELETE', `/Users/${id}`);
    await okta.request('POST', '/Users', sent);
    expect(await okta.members(group)).toEqual([]);
    const { data } = (await api.request('GET', `/members/${id}/departments`)).body;
    expect(data.map((entry: { department_id: string }) => entry.department_id)).toEqual([department.id]);
    const audited = (await api.request('GET', `/audit-events?department_id=${group}&action=member.remove`)).body.data;
    expect(audited).toMatchObject([{ user_id: id, channel: 'scim' }]);
  });

  it('hides the person from the provider, also in a group to which somebody adds them later', async () => {
    const { id } = await create();
    const group = await okta.group('Come back');
    await okta.request('DELETE', `/Users/${id}`);
    await api.request('PATCH', `/members/${id}`, { json: { status: 'active' } });
    await api.request('PUT', `/departments/${group}/members/${id}`);
    expect(await okta.members(group)).toEqual([]);
    const others = (await create()).id;
    const both = { op: 'add', path: 'members', value: [{ value: id }, { value: others }] };
    expect(await okta.patch(group, both)).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect((await okta.patch(group, { op: 'replace', path: 'members', value: [] })).status).toBe(204);
    expect((await api.request('GET', `/departments/${group}`)).body.member_count).toBe(1);
  });

  it('removes the person where the connection says so', async () => {
    const entra = await connectProvider(api, { on_delete: 'remove' });
    const { id } = await create({}, entra);
    expect((await entra.request('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await api.request('GET', `/members/${id}`)).status).toBe(404);
  });
});

describe('a connection', () => {
  const ada = () => newUser({ userName: 'ada', emails: [{ value: 'ADA@company.example' }] });

  it('takes over a person of the organization only where it may adopt, and only one connection does', async () => {
    const json = { full_name: 'Ada', email: 'ada@company.example', role: 'admin' };
    const person = (await api.request('POST', '/members', { json })).body;
    expect(await okta.request('POST', '/Users', ada())).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness' },
    });
    const adopting = await Promise.all([1, 2].map(() => connectProvider(api, { adopt: true })));
    const answers = await Promise.all(adopting.map(({ request }) => request('POST', '/Users', ada())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 201)?.body.id).toBe(person.user_id);
  });

  it('neither sees nor changes the users of another, nor people whom no provider looks after', async () => {
    const entra = await connectProvider(api);
    const { id } = await create();
    for (const foreign of [id, 'usr_nobody', 'x', '%00', encodeURIComponent('a/b')]) {
      const path = `/Users/${foreign}`;
      expect((await entra.request('GET', path)).status).toBe(404);
      expect((await entra.request('PUT', path, newUser())).status).toBe(404);
      expect((await entra.request('PATCH', path, patch({ op: 'add', path: 'title', value: 'x' }))).status).toBe(404);
      expect((await entra.request('DELETE', path)).status).toBe(404);
    }
    expect((await entra.request('GET', '/Users')).body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it('cannot change an owner', async () => {
    const { user_id: id } = (
      await api.request('POST', '/members', { json: { full_name: 'O', email: 'o@company.com', role: 'owner' } })
    ).body;
    const adopting = await connectProvider(api, { adopt: true });
    const answer = await adopting.request('POST', '/Users', newUser({ emails: [{ value: 'o@company.com' }] }));
    expect(answer.status).toBe(403);
    expect(await member(id)).toMatchObject({ full_name: 'O' });
  });

  it('leaves its people in the organization when it is deleted', async () => {
    const leaving = await connectProvider(api);
    const { id } = await create({}, leaving);
    expect((await api.request('DELETE', `/scim-connections/${leaving.connectionId}`)).status).toBe(204);
    expect(await member(id)).toMatchObject({ status: 'active' });
  });
});
