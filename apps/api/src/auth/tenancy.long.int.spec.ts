import { randomBytes } from 'node:crypto';
import { ALL_SCOPES, ID_PREFIXES, type IdKind } from '@roster/domain';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';
import { queryParameters } from '../contract/openapi-schemas.js';
import { idsIn } from '../contract/path-ids.js';
import { ENDPOINTS } from '../endpoints.js';
import { differences, recordStatements, type StatementRecorder, UNRECORDED } from '../statements.fixture.js';

type Kind = IdKind | 'slackWorkspace' | 'slackUser';

/** The kinds of the IDs in paths and bodies, by field name. Add a new one here. */
const KIND_OF: Readonly<Record<string, Kind>> = {
  organization_id: 'organization',
  department_id: 'department',
  parent_id: 'department',
  to_department_id: 'department',
  user_id: 'user',
  user_ids: 'user',
  manager_user_id: 'user',
  operation_id: 'operation',
  key_id: 'apiKey',
  request_id: 'membershipRequest',
  workspace_id: 'slackWorkspace',
  slack_user_id: 'slackUser',
  webhook_endpoint_id: 'webhookEndpoint',
  connection_id: 'scimConnection',
  root_department_id: 'department',
};

/** The same for queries, with the parameters that each needs. */
const KIND_IN_QUERY: Readonly<Record<string, Kind>> = {
  parent: 'department',
  root: 'department',
  members_to: 'department',
  department_id: 'department',
  manager: 'user',
  user_id: 'user',
  operation_id: 'operation',
  workspace_id: 'slackWorkspace',
};
const BESIDE: Readonly<Record<string, string>> = { members_to: '&members=move' };
const FREE_TEXTS = ['name', 'q', 'cursor', 'after', 'at', 'types', 'actor', 'action', 'trace_id'];

type Ids = Readonly<Record<string, string>>;

/** Every endpoint, so that none is forgotten. */
const all = ENDPOINTS.map(({ method, path, query, body }) => ({
  method,
  path,
  parameters: idsIn(path) as string[],
  /** Parameters of the query that can hold any text. */
  queries: query ? queryParameters(query).filter(isText) : [],
  body: body?.example as Readonly<Record<string, unknown>> | undefined,
}));
type Route = (typeof all)[number];
const routes = all.filter(({ parameters }) => parameters.length > 0);
const withoutIds = all.filter((route) => !routes.includes(route));

function isText({ schema }: { schema: object }): boolean {
  return 'type' in schema && schema.type === 'string' && !('enum' in schema) && !('format' in schema);
}

let api: RunningApi;
let own: Ids;
let foreign: Ids;
beforeAll(async () => {
  api = await startApi({ webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] } });
  own = {
    organization: api.demo.organizationId,
    department: api.demo.departmentId,
    user: api.demo.userId,
    operation: await newOperation(),
    membershipRequest: await newMembershipRequest(),
    webhookEndpoint: (await api.request('POST', '/webhook-endpoints', { json: { url: 'https://127.0.0.1:1/' } })).body
      .id,
    scimConnection: (await api.request('POST', '/scim-connections', { json: { name: 'own' } })).body.id,
    apiKey: (await api.request('POST', '/api-keys', { json: { name: 'own', scopes: ['members:read'] } })).body.id,
    slackWorkspace: 'T0OWN',
    slackUser: 'U0OWN',
  };
  await linkSlackUser(own);
  foreign = await newTenant();
});
afterAll(() => api.close());

async function newOperation(): Promise<string> {
  const add = await api.request('POST', `/departments/${api.demo.departmentId}/members`, {
    json: { user_id: 'usr_demo001' },
  });
  return String(add.headers.get('operation-id'));
}

async function newMembershipRequest(): Promise<string> {
  const requests = `/departments/${api.demo.departmentId}/membership-requests`;
  return (await api.request('POST', requests, { json: { user_id: 'usr_demo002' } })).body.id;
}

/** A user of a workspace that is connected to the organization. */
async function linkSlackUser({ organization, user, slackWorkspace, slackUser }: Ids): Promise<void> {
  await api.database.query(
    `INSERT INTO slack_installations (workspace_id, organization_id, scopes, bound_at) VALUES ($1, $2, '{}', now())`,
    [slackWorkspace, organization],
  );
  await api.database.query(
    `INSERT INTO slack_identities (team_id, slack_user_id, organization_id, user_id, how)
     VALUES ($1, $2, $3, $4, 'explicit')`,
    [slackWorkspace, slackUser, organization, user],
  );
}

/** Another organization with one of everything, inserted as rows: the API has never read any of it. */
async function newTenant(): Promise<Ids> {
  const ids = missingIds();
  await api.tokenFor([], ids.organization);
  await api.database.query(
    `INSERT INTO organization_members (organization_id, user_id, full_name, email) VALUES ($1, $2, 'X', 'x@example.com')`,
    [ids.organization, ids.user],
  );
  await api.database.query(`INSERT INTO departments (id, organization_id, name) VALUES ($1, $2, 'X')`, [
    ids.department,
    ids.organization,
  ]);
  await api.database.query(
    `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by)
     VALUES ($1, $2, $3, now(), 'test')`,
    [ids.department, ids.user, ids.organization],
  );
  await api.database.query(`UPDATE api_keys SET id = $1 WHERE organization_id = $2`, [ids.apiKey, ids.organization]);
  await api.database.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, user_id, state, result, channel, actor_type,
                             actor_id, trace_id, created_at, finished_at)
     VALUES ($1, $2, 'member.remove', $3, $4, 'done', '{"status":"removed"}', 'rest', 'system', 'test', 't', now(), now())`,
    [ids.operation, ids.organization, ids.department, ids.user],
  );
  await api.database.query(
    `INSERT INTO membership_requests (id, organization_id, department_id, user_id, requested_by_type, requested_by_id,
                                      expires_at)
     VALUES ($1, $2, $3, $4, 'user', $4, now() + interval '1 day')`,
    [ids.membershipRequest, ids.organization, ids.department, ids.user],
  );
  await api.database.query(
    `INSERT INTO webhook_endpoints (id, organization_id, url, key_id, sealed_secret, created_by_type, created_by_id,
                                    distributed_to, distributed_epoch)
     VALUES ($1, $2, 'https://127.0.0.1:1/', '', '', 'user', $3, 0, 1)`,
    [ids.webhookEndpoint, ids.organization, ids.user],
  );
  await api.database.query(
    `INSERT INTO scim_connections (id, organization_id, name, on_delete, token_hash, created_by_type, created_by_id)
     VALUES ($1, $2, 'X', 'deactivate', sha256(convert_to($1, 'UTF8')), 'system', 'test')`,
    [ids.scimConnection, ids.organization],
  );
  await api.database.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, department_id, user_id, channel, actor_type,
                               actor_id, operation_id, trace_id)
     VALUES ($1, now(), 'member.remove', $2, $3, 'rest', 'system', 'test', $4, 't')`,
    [ids.organization, ids.department, ids.user, ids.operation],
  );
  await linkSlackUser(ids);
  return ids;
}

function idOf(ids: Ids, name: string): string {
  const id = ids[KIND_OF[name] ?? ''];
  if (id === undefined) throw new Error(`the tenancy test does not know ids of the name ${name}: teach it`);
  return id;
}

/** IDs that do not exist. */
function missingIds(): Ids {
  const id = randomBytes(8).toString('hex');
  const ids = Object.fromEntries(Object.entries(ID_PREFIXES).map(([kind, prefix]) => [kind, `${prefix}_${id}`]));
  return { ...ids, slackWorkspace: `T${id.toUpperCase()}`, slackUser: `U${id.toUpperCase()}` };
}

/** Sends a request with these IDs in the named places, and with IDs of our own in all others. */
function ask(route: Route, token: string, ids: Ids, places: readonly string[]): Promise<Answer> {
  const fill = (name: string) => idOf(places.includes(name) ? ids : own, name);
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => fill(name));
  if (route.body === undefined) return send(`${api.url}${path}`, route.method, token);
  const json = Object.fromEntries(
    Object.entries(route.body).map(([name, value]) => {
      if (!(name in KIND_OF)) return [name, value];
      return [name, Array.isArray(value) ? [fill(name)] : fill(name)];
    }),
  );
  return send(`${api.url}${path}`, route.method, token, { json });
}

/** How far a bulk has come: whether it ends before its answer is a matter of chance. */
const PROGRESS = /"state":"\w+"|"finished_at":[^,]*|"progress":\{.*?\}|"summary":(?:null|\{.*?\})/g;

/** An answer without the requested IDs, the trace and the time, and without the progress of what goes on after it. */
function gist({ status, text }: Answer): string {
  const lasting = status === 202 ? text.replace(PROGRESS, '') : text;
  return `${status} ${lasting.replace(/"trace_id":"\w+"|"\d{4}-\d\d-\d\dT[\d:.]+Z"|\b(?:[a-z]+_[0-9a-f]{16,32}|[TU][0-9A-F]{16})\b/g, '')}`;
}

/** Describes everything that is wrong. */
async function leaks(places: (route: Route) => readonly string[][], tokens: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    for (const named of places(route)) {
      for (const token of tokens) {
        const there = await ask(route, token, foreign, named);
        const missing = await ask(route, token, missingIds(), named);
        const title = `${route.method} ${route.path} with ${named.join(', ')} of another tenant`;
        if (there.status !== 404) found.push(`${title}: ${there.status} instead of 404`);
        if (gist(there) !== gist(missing)) found.push(`${title}: ${gist(there)} is not ${gist(missing)}`);
      }
    }
  }
  return found;
}

const everything = async () => {
  const tables = [
    'organizations',
    'organization_members',
    'departments',
    'department_members',
    'membership_requests',
    'api_keys',
    'slack_installations',
    'slack_identities',
    'scim_connections',
  ];
  const rows = tables.map((table) =>
    api.database.query(
      `SELECT to_jsonb(t) - 'last_used_at' AS row FROM ${table} t WHERE to_jsonb(t)::text LIKE $1 ORDER BY 1::text`,
      [`%${foreign.organization}%`],
    ),
  );
  return Promise.all(rows);
};

it('there are routes to try, and one for each kind of id', () => {
  const kinds = new Set(routes.flatMap(({ parameters }) => parameters).map((name) => KIND_OF[name]));
  expect([...kinds].sort()).toEqual([
    'apiKey',
    'department',
    'membershipRequest',
    'operation',
    'organization',
    'scimConnection',
    'slackUser',
    'slackWorkspace',
    'user',
    'webhookEndpoint',
  ]);
  // What it creates belongs to nobody yet; and who asks, the token says.
  expect(withoutIds.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v1/organizations', 'GET /v1/me']);
});

it('on every route another tenant’s organization looks like one that does not exist, whatever the scopes of the token', async () => {
  const before = await everything();
  const tokens = [await api.tokenFor(ALL_SCOPES), await api.tokenFor([])];
  expect(await leaks(({ parameters }) => [['organization_id'], [...parameters]], tokens)).toEqual([]);
  expect(await everything()).toEqual(before);
});

it('on every route any other id of another tenant looks like one that does not exist', async () => {
  const before = await everything();
  const inner = ({ parameters }: Route) => {
    const names = parameters.filter((name) => name !== 'organization_id');
    return [...names.map((name) => [name]), ...(names.length > 1 ? [names] : [])];
  };
  expect(await leaks(inner, [api.demo.token])).toEqual([]);
  expect(await everything()).toEqual(before);
});

it('on every route another tenant’s id in the body looks like one that does not exist', async () => {
  const before = await everything();
  const inBody = ({ body = {} }: Route) =>
    Object.keys(body)
      .filter((name) => name in KIND_OF)
      .map((name) => [name]);
  const found = await leaks(inBody, [api.demo.token]);
  expect(found.filter((leak) => !/instead of 404$/.test(leak))).toEqual([]);
  expect(await everything()).toEqual(before);
});

it('on every route another tenant’s id in the query looks like one that does not exist', async () => {
  const before = await everything();
  const found: string[] = [];
  let tried = 0;
  for (const route of routes) {
    for (const name of route.queries.map((query) => query.name).filter((query) => !FREE_TEXTS.includes(query))) {
      const kind = KIND_IN_QUERY[name];
      if (kind === undefined) throw new Error(`the tenancy test does not know the query ${name}: teach it`);
      const path = route.path.replaceAll(/:(\w+)/g, (_, parameter: string) => idOf(own, parameter));
      const [there, missing] = await Promise.all(
        [foreign, missingIds()].map((ids) =>
          send(`${api.url}${path}?${name}=${ids[kind]}${BESIDE[name] ?? ''}`, route.method, api.demo.token),
        ),
      );
      if (!there || !missing || gist(there) !== gist(missing) || there.text.includes('"X"'))
        found.push(`${route.method} ${route.path}?${name}: ${there?.text} is not ${missing?.text}`);
      tried += 1;
    }
  }
  expect(found).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(Object.keys(KIND_IN_QUERY).length);
  expect(await everything()).toEqual(before);
});

/** Often enough that what happens by chance, such as a check every second, does not count. */
const TIMES = 6;
/** Between medians, in milliseconds: far more than noise on a busy machine, and less than a scan of a large table. */
const NOISE_MS = 100;

/** A bulk is processed after its answer. */
async function askToTheEnd(...question: Parameters<typeof ask>): Promise<void> {
  const { status, headers } = await ask(...question);
  let goesOn = status === 202;
  while (goesOn) {
    const [{ state }] = await api.database.query(`${UNRECORDED} SELECT state FROM operations WHERE id = $1`, [
      headers.get('operation-id'),
    ]);
    goesOn = state === 'accepted';
  }
}

/** Sends both in turns. Returns the statements sent for only one of them, and how far their medians are apart. */
async function compare(route: Route, token: string, places: readonly string[], recorder: StatementRecorder) {
  const there = { statements: [] as string[], times: [] as number[] };
  const missing = { statements: [] as string[], times: [] as number[] };
  for (let time = 0; time < TIMES; time += 1) {
    for (const [side, ids] of [[there, foreign] as const, [missing, missingIds()] as const]) {
      const began = performance.now();
      side.statements.push(...(await recorder.during(() => askToTheEnd(route, token, ids, places))));
      side.times.push(performance.now() - began);
    }
  }
  const median = ({ times }: typeof there) => times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
  return {
    statements: there.statements.length,
    unlike: differences(there.statements, missing.statements, TIMES),
    apart: Math.abs(median(there) - median(missing)),
  };
}

// Time alone proves little: on a small database even a statement that is slow on a large one is fast. So the statements
// must be identical in text and number, and the times must not differ by more than noise.
it('on every route another tenant’s ids cost the same as ids that do not exist: the same statements, as much time', async () => {
  const recorder = await recordStatements(api.database);
  try {
    const found: string[] = [];
    let heard = 0;
    for (const route of routes) {
      const names = Object.keys(route.body ?? {}).filter((name) => name in KIND_OF);
      for (const place of [...route.parameters, ...names]) {
        const title = `${route.method} ${route.path} with ${place} of another tenant`;
        const { statements, unlike, apart } = await compare(route, api.demo.token, [place], recorder);
        found.push(...unlike.map((text) => `${title}: asks for one of the two only: ${text}`));
        if (apart > NOISE_MS) found.push(`${title}: ${apart} ms apart`);
        heard += statements;
      }
    }
    expect(found).toEqual([]);
    // If nothing were recorded, everything would be equal.
    expect(heard).toBeGreaterThan(TIMES * routes.length);
  } finally {
    recorder.stop();
  }
}, 60_000);
