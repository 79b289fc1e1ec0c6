import { setTimeout as delay } from 'node:timers/promises';
import { RequestMethod } from '@nestjs/common';
import { freezeOrganization } from '@roster/database';
import { organizationIdSchema } from '@roster/domain';
import type { Answer, RunningApi } from '../api.fixture.js';
import { isWrite } from '../contract/contract.js';
import { ENDPOINTS } from '../endpoints.js';
import { ask, made, newDepartment, type RequestInput, startForWrites, WRITES } from '../requests/writes.fixture.js';
import { connectProvider, GROUP_SCHEMA, type Provider } from '../scim/groups/scim-groups.fixture.js';
import { PATCH_SCHEMA } from '../scim/patch/patch-operations.js';
import { SCIM_BASE } from '../scim/protocol/scim-paths.js';
import { ScimModule } from '../scim/scim.module.js';
import { createUser, newUser } from '../scim/users/scim-users.fixture.js';

/** How long the API remembers that an organization was open, in milliseconds, and a little more. */
const REMEMBERED_MS = 5_500;

const membersOf = (departmentId: string) => `/departments/${departmentId}/members`;
const someone = { user_id: 'usr_demo001' };

async function newMember(api: RunningApi): Promise<string> {
  const members = membersOf(await newDepartment(api));
  await made(api, members, someone);
  return `${members}/${someone.user_id}`;
}

/** A bulk that has ended, with somebody to try again. */
async function newBulk(api: RunningApi): Promise<string> {
  const path = `${membersOf(await newDepartment(api))}/bulk`;
  const json = { user_ids: ['usr_nobody'] };
  const { headers } = await api.request('POST', path, { json, headers: { prefer: 'wait=10' } });
  return String(headers.get('operation-id'));
}

/** Every write that is an operation. */
const OPERATIONS: typeof WRITES = [
  [
    'addDepartmentMember',
    async (api) => ({ method: 'POST', path: membersOf(await newDepartment(api)), json: someone }),
  ],
  [
    'putDepartmentMember',
    async (api) => ({ method: 'PUT', path: `${membersOf(await newDepartment(api))}/usr_demo001` }),
  ],
  [
    'moveDepartmentMember',
    async (api) => ({
      method: 'POST',
      path: `${await newMember(api)}/move`,
      json: { to_department_id: await newDepartment(api) },
    }),
  ],
  ['removeDepartmentMember', async (api) => ({ method: 'DELETE', path: await newMember(api) })],
  [
    'bulkAddDepartmentMembers',
    async (api) => ({
      method: 'POST',
      path: `${membersOf(await newDepartment(api))}/bulk`,
      json: { user_ids: ['usr_demo001', 'usr_demo002'] },
    }),
  ],
  ['retryOperation', async (api) => ({ method: 'POST', path: `/operations/${await newBulk(api)}/retry` })],
];

/** A new organization does not move. */
const all = [...WRITES, ...OPERATIONS].filter(([id]) => id !== 'createOrganization');

type ScimWrite = readonly [method: string, route: string, path: string, json?: object, prefer?: string];

/** Every write of SCIM. */
async function scimWrites(okta: Provider): Promise<ScimWrite[]> {
  const { id: user } = await createUser(okta);
  const group = await okta.group('Frozen', [user]);
  const { id: other } = await createUser(okta);
  const adding = {
    schemas: [PATCH_SCHEMA],
    Operations: [{ op: 'add', path: 'members', value: [{ value: other }] }],
  };
  const removal = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'remove', path: `members[value eq "${user}"]` }] };
  const renamed = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value: { displayName: 'Renamed' } }] };
  const inactive = { schemas: [PATCH_SCHEMA], Operations: [{ op: 'replace', value: { active: false } }] };
  const groupBody = (displayName: string) => ({ schemas: [GROUP_SCHEMA], displayName });
  return [
    ['POST', '/Users', '/Users', newUser()],
    ['PUT', '/Users/:id', `/Users/${user}`, newUser()],
    ['PATCH', '/Users/:id', `/Users/${user}`, inactive],
    ['DELETE', '/Users/:id', `/Users/${user}`],
    ['POST', '/Groups', '/Groups', groupBody('New')],
    ['PUT', '/Groups/:id', `/Groups/${group}`, groupBody('Replaced')],
    ['PATCH', '/Groups/:id', `/Groups/${group}`, adding],
    ['PATCH', '/Groups/:id', `/Groups/${group}`, removal],
    ['PATCH', '/Groups/:id', `/Groups/${group}`, renamed],
    ['PATCH', '/Groups/:id', `/Groups/${group}`, adding, 'respond-async'],
    ['DELETE', '/Groups/:id', `/Groups/${group}`],
    [
      'POST',
      '/Bulk',
      '/Bulk',
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'POST', path: '/Users', bulkId: 'a', data: newUser() },
          { method: 'PATCH', path: `/Groups/${group}`, data: adding },
        ],
      },
    ],
  ];
}

let api: RunningApi;
let okta: Provider;
let requests: { readonly id: string; readonly input: RequestInput }[];
let scim: ScimWrite[];
let before: unknown;
beforeAll(async () => {
  api = await startForWrites();
  okta = await connectProvider(api);
  requests = [];
  for (const [id, input] of all) requests.push({ id, input: await input(api) });
  scim = await scimWrites(okta);
  await untilTold();
  await freezeOrganization(api.owner, organizationIdSchema.parse(api.demo.organizationId));
  before = await everything();
}, 60_000);
afterAll(() => api.close());

async function untilTold(): Promise<void> {
  const untold = 'SELECT count(*)::int AS count FROM audit_events WHERE id NOT IN (SELECT event_id FROM feed_events)';
  while ((await api.owner.query(untold))[0].count > 0) await delay(20);
}

/** Logs of requests and of processes, and times at which tokens were used, are no changes of an organization. */
const NOT_ITS_OWN = ['change_requests', 'feed_relay', 'process_samples', 'rate_limits', 'transitions'];

/** A digest of each table. */
async function everything(): Promise<unknown> {
  const tables: { name: string }[] = await api.owner.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND NOT relispartition AND relname <> ALL ($1) ORDER BY 1`,
    [NOT_ITS_OWN],
  );
  const digests = tables.map(async ({ name }) => {
    const [row] = await api.owner.query(
      `SELECT count(*)::int AS rows, md5(string_agg(row::text, ',' ORDER BY row::text)) AS digest
       FROM (SELECT to_jsonb(t) - 'last_used_at' - 'last_used_address' AS row FROM ${name} t) AS rows`,
    );
    return [name, row];
  });
  return Object.fromEntries(await Promise.all(digests));
}

it('every write of the API and of SCIM is tried here', () => {
  const tried = new Set([...all.map(([id]) => id), 'createOrganization']);
  expect(ENDPOINTS.filter((endpoint) => isWrite(endpoint) && !tried.has(endpoint.operationId))).toEqual([]);
  const controllers: { prototype: Record<string, object> }[] = Reflect.getMetadata('controllers', ScimModule);
  const routes = controllers
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype).map((name) => prototype[name] as object))
    .filter((handler) => Reflect.hasMetadata('method', handler))
    .map((handler) => [
      RequestMethod[Reflect.getMetadata('method', handler)],
      String(Reflect.getMetadata('path', handler)).replace(SCIM_BASE, ''),
    ])
    .filter(([method, path = '']) => method !== 'GET' && !path.endsWith('/.search'));
  expect(new Set(scim.map(([method, route]) => `${method} ${route}`))).toEqual(
    new Set(routes.map((route) => route.join(' '))),
  );
});

describe.each([
  ['while the API remembers that the organization was open, and Postgres refuses', 0],
  ['once the API knows that it is frozen', REMEMBERED_MS],
])('%s', (_, afterMs) => {
  beforeAll(() => delay(afterMs));

  it('every write is answered 503 ORGANIZATION_MOVING, and changes nothing', async () => {
    const refused = { status: 503, code: 'ORGANIZATION_MOVING', retryAfter: '5' };
    for (const key of [undefined, crypto.randomUUID()]) {
      const answers = requests.map(async ({ id, input }) => [id, told(await ask(api, input, key && `${key}-${id}`))]);
      expect(Object.fromEntries(await Promise.all(answers))).toEqual(
        Object.fromEntries(requests.map(({ id }) => [id, refused])),
      );
    }
    expect(await everything()).toEqual(before);
  });

  it('every write of SCIM is answered 503 in its form, and changes nothing', async () => {
    for (const [method, , path, json, prefer] of scim) {
      const answer = await okta.request(method, path, json, prefer === undefined ? {} : { prefer });
      const refusals = answer.body.Operations?.map(({ response }: { response: object }) => response) ?? [answer.body];
      const title = `${method} ${path}`;
      for (const refusal of refusals)
        expect({ title, ...refusal }).toEqual({
          title,
          schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
          status: '503',
          // Of a bulk, the operations after the first that was refused are not tried.
          detail: expect.stringMatching(/is moving to another cell|One before it failed/),
        });
    }
    expect(await everything()).toEqual(before);
  });

  it('searches with POST are reads, and answered', async () => {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
    expect((await okta.request('POST', '/Users/.search', { schemas })).status).toBe(200);
  });
});

const told = ({ status, headers, body }: Answer) => ({
  status,
  code: body?.error?.code,
  retryAfter: headers.get('retry-after'),
});
