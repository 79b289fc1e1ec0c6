import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, type Provider } from '../groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { ENTERPRISE } from '../patch/provider-patches.fixture.js';
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

  // https://developers.onelogin.com/scim/define-user-schema: the template of an enterprise user has one e-mail address,
  // without a list, and the manager in `managerId`. https://developers.onelogin.com/scim/implement-scim-api: the connection
  // is tested by looking for a user who does not exist.
  it('may be in the form that OneLogin sends', async () => {
    const missing = await okta.request('GET', `/Users?filter=${encodeURIComponent('userName eq "onelogin-test"')}`);
    expect(missing).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
    const extension = { department: 'Sales', manager: { managerId: '', displayName: 'Ada Boss' } };
    const email = { value: 'one.login@company.example', type: 'work', primary: true };
    const sent = newUser({
      id: null,
      active: 'true',
      meta: { resourceType: 'User' },
      userName: 'one.login',
      name: { familyName: 'Login', givenName: 'One', formatted: 'One Login' },
      emails: email,
      title: 'Clerk',
      [ENTERPRISE]: extension,
    });
    const { status, body } = await okta.request('POST', '/Users', sent);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { active: true, emails: [email], title: 'Clerk', [ENTERPRISE]: extension },
    });
    expect(body.id).toMatch(/^usr_/);
    expect(await member(body.id)).toMatchObject({ full_name: 'One Login', email: email.value });
    const deactivated = await okta.request('PUT', `/Users/${body.id}`, { ...sent, id: body.id, active: 'false' });
    expect(deactivated).toMatchObject({ status: 200, body: { active: false, emails: [email] } });
    expect((await okta.request('DELETE', `/Users/${body.id}`)).status).toBe(204);
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
    ['a deep value', newUser({ other: JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`) }), 400, 'invalidValue'],
    ['a large value', newUser({ other: 'x'.repeat(100_000) }), 413, undefined],
    ['a body of 10 MB', newUser({ other: 'x'.repeat(10_000_000) }), 413, undefined],
  ])('is refused with %s', async (_, body, status, scimType) => {
    const answer = await okta.request('POST', '/Users', body);
    expect(answer.status).toBe(status);
    expect(answer.body.scimType).toBe(scimType);
  });
});
