import { type RunningApi, startApi } from '../../api.fixture.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from '../groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from '../patch/patch-operations.js';
import { ENTERPRISE_USER_SCHEMA } from '../schema/user-schema.js';
import { createUser, newUser } from './scim-users.fixture.js';

const ENTERPRISE = ENTERPRISE_USER_SCHEMA.id;

let api: RunningApi;
let okta: Provider;
let root: string;
let sales: string;
let support: string;
beforeAll(async () => {
  api = await startApi({ worker: false });
  root = await department('Provisioned');
  sales = await department('Sales', root);
  support = await department('Support', root);
  okta = await connectProvider(api, { root_department_id: root, department_mapping: 'membership' });
});
afterAll(() => api.close());

async function department(name: string, parent_id: string | null = null): Promise<string> {
  return (await api.request('POST', '/departments', { json: { name, parent_id } })).body.id;
}

const named = (name: string | null) => ({ [ENTERPRISE]: { department: name, costCenter: '7' } });
const change = (id: string, ...Operations: readonly object[]) =>
  okta.request('PATCH', `/Users/${id}`, { schemas: [PATCH_SCHEMA], Operations });
const rename = (id: string, value: string) => change(id, { op: 'replace', path: `${ENTERPRISE}:department`, value });
const setting = (department_mapping: string) =>
  api.request('PATCH', `/scim-connections/${okta.connectionId}`, { json: { department_mapping } });

async function departmentsOf(userId: string): Promise<string[]> {
  const { body } = await api.request('GET', `/members/${userId}/departments`);
  return body.data.map(({ department_id }: { department_id: string }) => department_id).sort();
}

it('a person becomes a member of the department that the provider names, whatever the case, and moves when it names another', async () => {
  const { id } = await createUser(okta, named(' SALES '));
  expect(await departmentsOf(id)).toEqual([sales]);
  expect((await rename(id, 'support')).body[ENTERPRISE]).toEqual({ department: 'support', costCenter: '7' });
  expect(await departmentsOf(id)).toEqual([support]);
  const audit = await api.database.query(
    `SELECT action, department_id, channel, actor_id FROM audit_events
     WHERE user_id = $1 AND action LIKE 'member.%' ORDER BY id`,
    [id],
  );
  const by = { channel: 'scim', actor_id: okta.connectionId };
  expect(audit).toEqual([
    { action: 'member.add', department_id: sales, ...by },
    { action: 'member.remove', department_id: sales, ...by },
    { action: 'member.add', department_id: support, ...by },
  ]);
  await change(id, { op: 'remove', path: `${ENTERPRISE}:department` });
  expect(await departmentsOf(id)).toEqual([]);
});

it('a name that no department below the root has leaves everything as it is, and is told once in audit and feed', async () => {
  await department('Elsewhere');
  const backoffice = await department('Back office', sales);
  const { id } = await createUser(okta, named('Sales'));
  for (const name of ['Elsewhere', 'Back office']) expect((await rename(id, name)).status).toBe(200);
  await change(id, { op: 'replace', path: 'title', value: 'Clerk' });
  expect(await departmentsOf(id)).toEqual([sales]);
  expect(await departmentsOf(id)).not.toContain(backoffice);
  const told = await api.database.query(
    `SELECT "after" FROM audit_events WHERE user_id = $1 AND action = 'scim_user.department_unknown' ORDER BY id`,
    [id],
  );
  expect(told).toEqual([{ after: { department: 'Elsewhere' } }, { after: { department: 'Back office' } }]);
});

it('the members of groups are what the provider says of the group, and other memberships stay', async () => {
  const group = await okta.group('Marketing');
  const { id } = await createUser(okta, named('Marketing'));
  expect(await departmentsOf(id)).toEqual([]);
  await okta.request('PUT', `/Groups/${group}`, {
    schemas: [GROUP_SCHEMA],
    displayName: 'Marketing',
    members: [{ value: id }],
  });
  for (const [name, mapped] of [
    ['Sales', sales],
    ['Support', support],
  ] as const) {
    await rename(id, name);
    expect(await departmentsOf(id)).toEqual([group, mapped].sort());
  }
});

it('what somebody changed in Roster is not undone by a request for something else', async () => {
  const { id } = await createUser(okta, named('Sales'));
  await api.database.query('DELETE FROM department_members WHERE user_id = $1', [id]);
  await change(id, { op: 'replace', path: 'title', value: 'Clerk' });
  expect(await departmentsOf(id)).toEqual([]);
  await rename(id, 'Support');
  expect(await departmentsOf(id)).toEqual([support]);
});

it('a deactivated person is mapped when activated, and one who is deleted leaves', async () => {
  const user = newUser({ ...named('Sales'), active: false });
  const { id } = (await okta.request('POST', '/Users', user)).body;
  expect(await departmentsOf(id)).toEqual([]);
  await change(id, { op: 'replace', value: { active: true } });
  expect(await departmentsOf(id)).toEqual([sales]);
  expect((await okta.request('DELETE', `/Users/${id}`)).status).toBe(204);
  expect(await departmentsOf(id)).toEqual([]);
  expect((await okta.request('POST', '/Users', { ...user, ...named('Support'), active: true })).body.id).toBe(id);
  expect(await departmentsOf(id)).toEqual([support]);
});

it('with the setting off nothing is mapped, and turning it on maps at the next request', async () => {
  await setting('store');
  const { id } = await createUser(okta, named('Sales'));
  expect(await departmentsOf(id)).toEqual([]);
  await setting('membership');
  await change(id, { op: 'replace', path: 'title', value: 'Clerk' });
  expect(await departmentsOf(id)).toEqual([sales]);
  await setting('store');
  await rename(id, 'Support');
  expect(await departmentsOf(id)).toEqual([sales]);
  expect((await setting('move')).status).toBe(422);
  expect((await okta.request('DELETE', `/Users/${id}`)).status).toBe(204);
  expect(await departmentsOf(id)).toEqual([sales]);
  const mapped = await api.database.query('SELECT mapped_department_id FROM scim_users WHERE user_id = $1', [id]);
  expect(mapped).toEqual([{ mapped_department_id: null }]);
  await setting('membership');
});

it.each([
  ['Zu\u0308rich', 'Z\u00fcrich'],
  ['Malmo\u0308 ', 'MALM\u00d6'],
])('a name is found in whichever Unicode form it is sent: %j for %j', async (sent, stored) => {
  const departmentId = await department(stored, root);
  const { id } = await createUser(okta, named(sent));
  expect(await departmentsOf(id)).toEqual([departmentId]);
});

it('changes of one person at the same time leave one department', async () => {
  const { id } = await createUser(okta, named('Sales'));
  const names = ['Sales', 'Support', 'Sales', 'Support', 'Sales', 'Support'];
  const answers = await Promise.all(names.map((name) => rename(id, name)));
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
  const last = (await okta.request('GET', `/Users/${id}`)).body[ENTERPRISE].department;
  expect(await departmentsOf(id)).toEqual([last === 'Sales' ? sales : support]);
});
