import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, type Provider } from '../groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { newUser } from './scim-users.fixture.js';

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi();
  okta = await connectProvider(api);
});
afterAll(() => api.close());

const patch = (...Operations: object[]) => ({ schemas: [PATCH_SCHEMA], Operations });
const create = async (fields: object = {}, provider = okta) =>
  (await provider.request('POST', '/Users', newUser(fields))).body;
const member = async (id: string) => (await api.request('GET', `/members/${id}`)).body;
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('a new user', () => {
  it('is a member of the organization, and comes back as it was sent, without the password', async () => {
    const sent = newUser({
      externalId: '00u1',
      displayName: 'Bea Jensen',
      title: 'Guide',
      password: 'correct horse battery staple',
      groups: [],
      phoneNumbers: [{ value: '+1 555 0100', type: 'mobile' }],
      [ENTERPRISE]: { department: 'Tours', manager: { value: 'usr_boss' } },
      'urn:example:custom:1.0:User': { badge: 7 },
      favouriteColour: { name: 'blue' },
    });
    const { status, body, headers } = await okta.request('POST', '/Users', sent);
    const { password: _, groups: __, schemas, ...kept } = sent as Record<string, unknown>;
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        ...kept,
        schemas: [...(schemas as string[]), 'urn:example:custom:1.0:User', ENTERPRISE],
        id: expect.stringMatching(/^usr_/),
        meta: {
          resourceType: 'User',
          created: expect.any(String),
          lastModified: body.meta.created,
          location: `${api.url}/scim/v2/Users/${body.id}`,
          version: headers.get('etag'),
        },
      },
    });
    expect(headers.get('location')).toBe(body.meta.location);
    expect((await okta.request('GET', `/Users/${body.id}`)).body).toEqual(body);
    expect(await member(body.id)).toMatchObject({
      full_name: 'Bea Jensen',
      email: sent.userName,
      role: 'member',
      status: 'active',
    });
    const stored = await api.database.query('SELECT s::text FROM scim_users s WHERE user_id = $1', [body.id]);
    expect(JSON.stringify([stored, api.log])).not.toContain('correct horse');
  });

  it.each<[string, object, string]>([
    ['displayName', { displayName: 'Shown' }, 'Shown'],
    ['name.formatted', { name: { formatted: 'Formatted', givenName: 'A' } }, 'Formatted'],
    ['both parts', { name: { givenName: 'Ada', familyName: 'Byron' } }, 'Ada Byron'],
    ['one part', { name: { familyName: 'Byron' } }, 'Byron'],
    ['userName', { name: undefined, userName: 'ada.byron' }, 'ada.byron'],
  ])('has its full name from %s', async (_, fields, fullName) => {
    expect(await member((await create(fields)).id)).toMatchObject({ full_name: fullName });
  });

  it.each<[string, object, string]>([
    [
      'the primary one',
      {
        emails: [
          { value: 'a1@x.example', type: 'work' },
          { value: 'a2@x.example', primary: true },
        ],
      },
      'a2@x.example',
    ],
    [
      'the one for work',
      { emails: [{ value: 'b1@x.example' }, { value: 'b2@x.example', type: 'Work' }] },
      'b2@x.example',
    ],
    ['the first', { emails: [{ value: 'c1@x.example' }, { value: 'c2@x.example' }] }, 'c1@x.example'],
    ['the only one, without a list', { emails: { value: 'd1@x.example' } }, 'd1@x.example'],
    ['as a text', { emails: ['e1@x.example'] }, 'e1@x.example'],
    ['userName', { emails: undefined, userName: 'f1@x.example' }, 'f1@x.example'],
  ])('has the e-mail address that is %s', async (_, fields, email) => {
    expect(await member((await create(fields)).id)).toMatchObject({ email });
  });

  it('without any address has one that nobody can use, which the provider does not see', async () => {
    const user = await create({ userName: 'no.address', emails: [] });
    expect(user).not.toHaveProperty('emails');
    expect(await member(user.id)).toMatchObject({ email: expect.stringMatching(/@no-address\.invalid$/) });
  });

  it('may be inactive', async () => {
    const user = await create({ active: 'False' });
    expect(user.active).toBe(false);
    expect(await member(user.id)).toMatchObject({ status: 'deactivated' });
  });

  it('is refused with a userName that another one has, in any case, also when ten come at once', async () => {
    const user = await create({ userName: 'Unique.Name' });
    const again = await okta.request('POST', '/Users', newUser({ userName: 'UNIQUE.name' }));
    expect(again).toMatchObject({ status: 409, body: { status: '409', scimType: 'uniqueness' } });
    const racing = await Promise.all(
      Array.from({ length: 10 }, () => okta.request('POST', '/Users', newUser({ userName: 'racing' }))),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect((await okta.request('GET', '/Users?filter=userName%20eq%20"UNIQUE.NAME"')).body.Resources).toMatchObject([
      { id: user.id },
    ]);
  });

  it.each<[string, unknown, number, string | undefined]>([
    ['no schemas', { ...newUser(), schemas: undefined }, 400, 'invalidSyntax'],
    ['other schemas', { ...newUser(), schemas: [PATCH_SCHEMA] }, 400, 'invalidSyntax'],
    ['a list', [newUser()], 400, 'invalidSyntax'],
    ['no userName', newUser({ userName: undefined }), 400, 'invalidValue'],
    ['a blank userName', newUser({ userName: ' ' }), 400, 'invalidValue'],
    ['a userName that is a number', newUser({ userName: 7 }), 400, 'invalidValue'],
    ['a long userName', newUser({ userName: 'x'.repeat(257) }), 400, 'invalidValue'],
    ['NUL', newUser({ title: 'a\u0000b' }), 400, 'invalidValue'],
    ['NUL in a name of its own', newUser({ 'a\u0000b': 1 }), 400, 'invalidValue'],
    ['half a surrogate pair', newUser({ nickName: '\ud83d' }), 400, 'invalidValue'],
    ['an address that is none', newUser({ emails: [{ value: 'not an address' }] }), 400, 'invalidValue'],
    ['a name of controls', newUser({ displayName: 'a\u202eb' }), 400, 'invalidValue'],
    ['a perhaps active one', newUser({ active: 'perhaps' }), 400, 'invalidValue'],
    ['a deep value', newUser({ other: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) }), 400, 'invalidValue'],
    ['a large value', newUser({ other: 'x'.repeat(100_000) }), 413, undefined],
    ['a body of 10 MB', newUser({ other: 'x'.repeat(10_000_000) }), 413, undefined],
  ])('is refused with %s', async (_, body, status, scimType) => {
    const answer = await okta.request('POST', '/Users', body);
    expect(answer.status).toBe(status);
    expect(answer.body.scimType).toBe(scimType);
  });
});

describe('a change', () => {
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
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        okta.request('PATCH', `/Users/${id}`, patch({ op: 'add', path: 'roles', value: [{ value: `role ${n}` }] })),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await okta.request('GET', `/Users/${id}`)).body.roles).toHaveLength(40);
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

  it('removes the person where the connection says so', async () => {
    const entra = await connectProvider(api, { on_delete: 'remove' });
    const { id } = await create({}, entra);
    expect((await entra.request('DELETE', `/Users/${id}`)).status).toBe(204);
    expect((await api.request('GET', `/members/${id}`)).status).toBe(404);
  });
});

describe('a connection', () => {
  const jane = () => newUser({ userName: 'jane', emails: [{ value: 'JANE@company.com' }] });

  it('takes over a person of the organization only where it may adopt, and only one connection does', async () => {
    expect(await okta.request('POST', '/Users', jane())).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness' },
    });
    const adopting = await Promise.all([1, 2].map(() => connectProvider(api, { adopt: true })));
    const answers = await Promise.all(adopting.map(({ request }) => request('POST', '/Users', jane())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 201)?.body.id).toBe('usr_def456');
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
