import { type RunningApi, startApi } from '../../api.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from './scim-groups.fixture.js';

const PEOPLE = 200;

let api: RunningApi;
let okta: Provider;
beforeAll(async () => {
  api = await startApi({ rateLimits: { perKey: 0, perOrganization: 0 } });
  okta = await connectProvider(api);
});
afterAll(() => api.close());

const add = (value: string) => ({ op: 'add', path: 'members', value: [{ value }] });

it('200 workers that each add another person to one group leave 200 members', async () => {
  const people = await okta.people(PEOPLE);
  const id = await okta.group('Race');
  const answers = await Promise.all(people.map((person) => okta.patch(id, add(person))));
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 204));
  expect(await okta.members(id)).toEqual(people);
});

it('a PUT against PATCHes leaves those that it names, and of the others whole PATCHes', async () => {
  const [put = [], patched = []] = [await okta.people(20), await okta.people(20)];
  const id = await okta.group('Put against PATCH');
  const group = { schemas: [GROUP_SCHEMA], displayName: 'Put against PATCH', members: put.map((value) => ({ value })) };
  const answers = await Promise.all([
    ...patched.map((person) => okta.patch(id, add(person))),
    okta.request('PUT', `/Groups/${id}`, group),
  ]);
  expect(answers.every(({ status }) => status === 204 || status === 200)).toBe(true);
  const left = await okta.members(id);
  expect(left).toEqual(expect.arrayContaining(put));
  expect([...put, ...patched]).toEqual(expect.arrayContaining(left));
});

it('a person who is deactivated at the same time has been added before, or is not added', async () => {
  const people = await okta.people(30);
  const id = await okta.group('Deactivated');
  const deactivate = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value: { active: false } }] };
  const adds = await Promise.all(
    people.map(async (person, index) => {
      const added = okta.patch(id, add(person));
      // Not only one of the two comes first.
      if (index % 2 === 0) await okta.members(id);
      const deactivated = await okta.request('PATCH', `/Users/${person}`, deactivate);
      expect(deactivated).toMatchObject({ status: 200, body: { active: false } });
      return added;
    }),
  );
  const isAdded = adds.map(({ status, body }) => {
    if (status !== 204) expect({ status, body }).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    return status === 204;
  });
  expect(await okta.members(id)).toEqual(people.filter((_, index) => isAdded[index]));
});

it('of two PUTs at the same time one is what stays', async () => {
  const sets = [await okta.people(10), await okta.people(10)];
  const id = await okta.group('Two PUTs');
  const group = (members: readonly string[]) => ({
    schemas: [GROUP_SCHEMA],
    displayName: 'Two PUTs',
    members: members.map((value) => ({ value })),
  });
  await Promise.all(sets.map((members) => okta.request('PUT', `/Groups/${id}`, group(members))));
  expect(sets).toContainEqual(await okta.members(id));
});

it('of PUTs with one If-Match at the same time one is made, and the others are refused', async () => {
  const id = await okta.group('One version');
  for (let round = 0; round < 5; round += 1) {
    const headers = { 'if-match': (await okta.request('GET', `/Groups/${id}`)).body.meta.version };
    const put = (value: string) =>
      okta.request(
        'PUT',
        `/Groups/${id}`,
        { schemas: [GROUP_SCHEMA], displayName: 'One version', members: [{ value }] },
        headers,
      );
    const answers = await Promise.all((await okta.people(4)).map(put));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  }
});

it('two groups of one name cannot be created at the same time', async () => {
  const group = { schemas: [GROUP_SCHEMA], displayName: 'Twins' };
  const made = await Promise.all([1, 2, 3].map(() => okta.request('POST', '/Groups', group)));
  expect(made.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

it('an add to a group that is being deleted is answered 404 or made before', async () => {
  const people = await okta.people(10);
  const id = await okta.group('Deleted');
  const [deletion, ...adds] = await Promise.all([
    okta.request('DELETE', `/Groups/${id}`),
    ...people.map((person) => okta.patch(id, add(person))),
  ]);
  expect(deletion?.status).toBe(204);
  expect(adds.every(({ status }) => status === 204 || status === 404)).toBe(true);
  expect((await okta.request('GET', `/Groups/${id}`)).status).toBe(404);
});
