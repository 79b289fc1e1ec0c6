import { type Actor, formerOperationId, keyedOperationId, type OrganizationId, userIdSchema } from '@roster/domain';
import { cookiesOf } from '@roster/testing';
import { TestConsole } from '../console.fixture.js';

const ORGANIZATION = 'org_xyz789' as OrganizationId;
const ROUTE = 'POST /v1/organizations/:organization_id/departments/:department_id/members';

let roster: TestConsole;
let cookie: string;
beforeAll(async () => {
  roster = await TestConsole.start();
  cookie = cookiesOf(await roster.signIn('viewer@company.com'));
}, 60_000);
afterAll(() => roster?.close());

async function search(key: string, organization: string = ORGANIZATION) {
  const query = new URLSearchParams({ q: key, organization });
  const response = await fetch(`${roster.url}/ops/operations?${query}`, { headers: { cookie } });
  return { status: response.status, text: await response.text() };
}

let people = 10;
async function applied(actor: Actor, key: string, operationId = keyedOperationId({ ...scope(key), actor })) {
  people += 1;
  const userId = userIdSchema.parse(`usr_demo0${people}`);
  return roster.applied({ operationId, actor, userId });
}
const scope = (key: string) => ({ organizationId: ORGANIZATION, route: ROUTE, key });

async function demoKey(): Promise<Actor> {
  const [{ id }] = await roster.database.query('SELECT id FROM api_keys WHERE organization_id = $1', [ORGANIZATION]);
  return { type: 'api_key', id };
}

it.each<[string, () => Promise<Actor> | Actor]>([
  ['an API key', demoKey],
  ['an owner', () => ({ type: 'user', id: 'usr_def456' })],
  ['a caller who may no longer change anything, but did', () => ({ type: 'user', id: 'usr_demo050' })],
])('an Idempotency-Key leads to the operation of %s', async (name, actor) => {
  const key = `of-${name.length}`;
  const { operationId, userId } = await applied(await actor(), key);
  const page = await search(key);
  expect(page.status).toBe(200);
  expect(page.text).toContain(operationId);
  expect(page.text).toContain(userId);
  expect((await search(key, 'org_other')).status).toBe(404);
});

it('an Idempotency-Key that two callers have used leads to the operations of both', async () => {
  const made = [await applied(await demoKey(), 'twice'), await applied({ type: 'user', id: 'usr_def456' }, 'twice')];
  const { text } = await search('twice');
  for (const { operationId } of made) expect(text).toContain(operationId);
});

it('an Idempotency-Key leads to an operation of an earlier version, and to one that has been purged', async () => {
  const former = await applied(await demoKey(), 'former', formerOperationId(scope('former')));
  expect((await search('former')).text).toContain(former.operationId);
  const purged = await applied(await demoKey(), 'purged');
  await roster.database.query('DELETE FROM operations WHERE id = $1', [purged.operationId]);
  expect((await search('purged')).text).toContain(purged.operationId);
});
