import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, type RunningApi, send, startApi } from '../api.fixture.js';

const PROVISIONING_TOKEN = 'provisioning-token-of-this-test-file';

/** An API that has all that `WRITES` need. */
export async function startForWrites(): Promise<RunningApi> {
  const api = await startApi({
    slackPublicUrl: 'https://slack-bot.acme.example',
    provisioningTokens: [PROVISIONING_TOKEN],
    webhooks: { keys: [randomBytes(32)], allowedNetworks: ['127.0.0.1'] },
    webhookEndpointsPerOrganization: 1_000,
  });
  await newWorkspace(api, 'T0ACME');
  return api;
}

export interface RequestInput {
  readonly method: string;
  readonly path: string;
  readonly json?: object;
  /** Sent with a provisioning token, not one of the organization. */
  readonly provisioning?: true;
}

/** Sends it with a key, if there is one. */
export function ask(
  api: RunningApi,
  { method, path, json, provisioning }: RequestInput,
  key?: string,
): Promise<Answer> {
  const options = { json, headers: key === undefined ? {} : { 'idempotency-key': key } };
  if (provisioning) return send(`${api.url}/v1/organizations${path}`, method, PROVISIONING_TOKEN, options);
  return api.request(method, path, options);
}

export async function made(api: RunningApi, path: string, json: object): Promise<string> {
  const { body } = await api.request('POST', path, { json });
  return body.id ?? body.user_id;
}

let names = 0;
export function name(): string {
  names += 1;
  return `Name ${names}`;
}
export const newDepartment = (api: RunningApi) => made(api, '/departments', { name: name() });
const newPerson = (api: RunningApi) =>
  made(api, '/members', { full_name: 'Pat', email: `${randomUUID()}@example.com` });
const requestsOf = (departmentId: string) => `/departments/${departmentId}/membership-requests`;
const webhookUrl = { url: 'https://127.0.0.1:1/' };
const ofWebhook = async (api: RunningApi, rest = '') =>
  `/webhook-endpoints/${await made(api, '/webhook-endpoints', webhookUrl)}${rest}`;
const newConnection = (api: RunningApi) => made(api, '/scim-connections', { name: 'Okta' });
const newKey = (api: RunningApi) => made(api, '/api-keys', { name: 'x', scopes: ['members:read'] });

/** Every write that is not an operation, as a request that succeeds and would do something else a second time. */
export const WRITES: [string, (api: RunningApi) => Promise<RequestInput>][] = [
  ['createDepartment', async () => ({ method: 'POST', path: '/departments', json: { name: name() } })],
  [
    'updateDepartment',
    async (api) => ({ method: 'PATCH', path: `/departments/${await newDepartment(api)}`, json: { description: 'x' } }),
  ],
  [
    'createMembershipRequest',
    async (api) => ({ method: 'POST', path: requestsOf(await newDepartment(api)), json: { user_id: 'usr_def456' } }),
  ],
  [
    'decideMembershipRequest',
    async (api) => {
      const requests = requestsOf(await newDepartment(api));
      const id = await made(api, requests, { user_id: 'usr_def456' });
      return { method: 'POST', path: `${requests}/${id}/decision`, json: { decision: 'approve' } };
    },
  ],
  ['deleteDepartment', async (api) => ({ method: 'DELETE', path: `/departments/${await newDepartment(api)}` })],
  [
    'reparentDepartment',
    async (api) => ({
      method: 'POST',
      path: `/departments/${await newDepartment(api)}/reparent`,
      json: { parent_id: 'dept_abc123' },
    }),
  ],
  [
    'createOrganizationMember',
    async () => ({
      method: 'POST',
      path: '/members',
      json: { full_name: 'Pat', email: `${randomUUID()}@example.com` },
    }),
  ],
  [
    'updateOrganizationMember',
    async (api) => ({ method: 'PATCH', path: `/members/${await newPerson(api)}`, json: { full_name: name() } }),
  ],
  ['removeOrganizationMember', async (api) => ({ method: 'DELETE', path: `/members/${await newPerson(api)}` })],
  [
    'createOrganization',
    async () => ({
      method: 'POST',
      path: '',
      json: { name: name(), owner: { full_name: 'Olga', email: 'olga@example.com' } },
      provisioning: true,
    }),
  ],
  ['updateOrganization', async () => ({ method: 'PATCH', path: '', json: { name: name() } })],
  ['createScimConnection', async () => ({ method: 'POST', path: '/scim-connections', json: { name: name() } })],
  [
    'updateScimConnection',
    async (api) => ({ method: 'PATCH', path: `/scim-connections/${await newConnection(api)}`, json: { name: name() } }),
  ],
  [
    'rotateScimToken',
    async (api) => ({
      method: 'POST',
      path: `/scim-connections/${await newConnection(api)}/rotate`,
      json: { overlap_seconds: 60 },
    }),
  ],
  [
    'deleteScimConnection',
    async (api) => ({ method: 'DELETE', path: `/scim-connections/${await newConnection(api)}` }),
  ],
  [
    'createApiKey',
    async () => ({ method: 'POST', path: '/api-keys', json: { name: name(), scopes: ['members:read'] } }),
  ],
  [
    'rotateApiKey',
    async (api) => ({ method: 'POST', path: `/api-keys/${await newKey(api)}/rotate`, json: { overlap_seconds: 60 } }),
  ],
  ['revokeApiKey', async (api) => ({ method: 'DELETE', path: `/api-keys/${await newKey(api)}` })],
  ['createSlackLink', async () => ({ method: 'POST', path: '/slack-links' })],
  [
    'linkSlackUser',
    async () => ({
      method: 'POST',
      path: '/slack-users',
      json: { workspace_id: 'T0ACME', slack_user_id: newSlackId('U'), user_id: 'usr_demo001' },
    }),
  ],
  ['unlinkSlackUser', async (api) => ({ method: 'DELETE', path: `/slack-users/T0ACME/${await newSlackUser(api)}` })],
  [
    'disconnectSlackWorkspace',
    async (api) => ({ method: 'DELETE', path: `/slack-workspaces/${await newWorkspace(api, newSlackId('T'))}` }),
  ],
  [
    'createWebhookEndpoint',
    async () => ({ method: 'POST', path: '/webhook-endpoints', json: { ...webhookUrl, description: name() } }),
  ],
  [
    'updateWebhookEndpoint',
    async (api) => ({ method: 'PATCH', path: await ofWebhook(api), json: { description: name() } }),
  ],
  ['deleteWebhookEndpoint', async (api) => ({ method: 'DELETE', path: await ofWebhook(api) })],
  ['rotateWebhookSecret', async (api) => ({ method: 'POST', path: await ofWebhook(api, '/rotate-secret'), json: {} })],
  ['testWebhookEndpoint', async (api) => ({ method: 'POST', path: await ofWebhook(api, '/test') })],
  [
    'replayWebhookEndpoint',
    async (api) => ({ method: 'POST', path: await ofWebhook(api, '/replay'), json: { since: '2025-11-02T00:00:00Z' } }),
  ],
  ['cancelOperation', async (api) => ({ method: 'DELETE', path: `/operations/${await newOperation(api)}` })],
];

function newSlackId(prefix: 'T' | 'U'): string {
  return prefix + randomUUID().slice(0, 8).toUpperCase();
}

async function newWorkspace(api: RunningApi, id: string): Promise<string> {
  await api.database.query(
    `INSERT INTO slack_installations (workspace_id, team_id, organization_id, scopes) VALUES ($1, $1, 'org_xyz789', '{}')`,
    [id],
  );
  return id;
}

async function newSlackUser(api: RunningApi): Promise<string> {
  const slack_user_id = newSlackId('U');
  const json = { workspace_id: 'T0ACME', slack_user_id, user_id: 'usr_demo001' };
  expect((await api.request('POST', '/slack-users', { json })).status).toBe(204);
  return slack_user_id;
}

/** An accepted operation that no job brings. */
async function newOperation(api: RunningApi): Promise<string> {
  const id = `op_${randomUUID().replaceAll('-', '')}`;
  await api.database.query(
    `INSERT INTO operations (id, organization_id, kind, department_id, user_id, state, channel, actor_type, actor_id,
                             trace_id, created_at)
     VALUES ($1, 'org_xyz789', 'member.add', 'dept_abc123', 'usr_demo001', 'accepted', 'rest', 'system', 'test', '', now())`,
    [id],
  );
  return id;
}
