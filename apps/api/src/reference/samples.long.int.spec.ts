import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SecretBox, seedDemo } from '@roster/database';
import { pythonSdk, pythonWith } from '@roster/testing';
import { newWebhookSecret } from '@roster/webhooks';
import { type RunningApi, startApi } from '../api.fixture.js';
import type { EndpointContract } from '../contract/contract.js';
import { PATH_IDS } from '../contract/path-ids.js';
import { departments } from '../departments/departments.contract.js';
import { ENDPOINTS } from '../endpoints.js';
import { codeSamples } from './reference-document.js';
import { NODE_RUNNER, PYTHON_RUNNER, SampleRunner } from './sample-runner.fixture.js';
import { SAMPLE_HOST } from './samples/sample-request.js';

const PROVISIONING_TOKEN = 'the-provisioning-token-of-the-samples';
const OPERATION = PATH_IDS.operation_id.example;
const KEY = PATH_IDS.key_id.example;
const CONNECTION = PATH_IDS.connection_id.example;
const REQUEST = PATH_IDS.request_id.example;
const WEBHOOK = PATH_IDS.webhook_endpoint_id.example;
const JANE = '/departments/dept_abc123/members/usr_def456';

const WEBHOOK_KEY = randomBytes(32);
const box = new SecretBox([WEBHOOK_KEY], 'WEBHOOK_ENCRYPTION_KEY');

/** A Python that has `requests`, which is not part of Python itself. */
const python = pythonWith('import requests');

/** How to run a sample that is stored in a file. */
interface Language {
  readonly suffix: string;
  readonly run: (file: string) => Promise<unknown>;
}

let api: RunningApi;
let folder: string;
/** By the labels of the samples. */
let languages: Readonly<Record<string, Language | undefined>>;
const runners: SampleRunner[] = [];
beforeAll(async () => {
  api = await startApi({
    provisioningTokens: [PROVISIONING_TOKEN],
    slackPublicUrl: 'https://slack-bot.acme.example',
    rateLimits: { perKey: 10_000, perOrganization: 0 },
    webhooks: { keys: [WEBHOOK_KEY], allowedNetworks: ['127.0.0.1'] },
    webhookEndpointsPerOrganization: 1_000,
  });
  folder = await mkdtemp(join(tmpdir(), 'roster-samples-'));

  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const tokens = { ACCESS_TOKEN: api.demo.token, PROVISIONING_TOKEN };
  const env = { ...inherited, ...tokens, PYTHONPATH: join(pythonSdk, 'src'), PYTHONDONTWRITEBYTECODE: '1' };
  const start = (program: string, suffix: string, runner: readonly string[]): Language => {
    const started = new SampleRunner(program, runner, env);
    runners.push(started);
    return { suffix, run: (file) => started.run(file) };
  };
  const ofPython = python === undefined ? undefined : start(python, 'py', PYTHON_RUNNER);
  languages = {
    cURL: { suffix: 'sh', run: (file) => promisify(execFile)('bash', [file], { env }) },
    'Python SDK': ofPython,
    Python: ofPython,
    JavaScript: start(process.execPath, 'mjs', NODE_RUNNER),
  };
});
afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.close()));
  await rm(folder, { recursive: true, force: true });
  await api.close();
});

/** Jane as the only one with her address, in the demo department or not, and not the only owner. */
async function demo(janeIsMember: boolean): Promise<void> {
  const { database, databaseUrl } = api;
  await database.query(
    `UPDATE organization_members SET email = user_id || '@company.com' WHERE user_id <> 'usr_def456'`,
  );
  await database.query(`UPDATE departments SET name = id WHERE name = 'Engineering' AND id <> 'dept_abc123'`);
  await seedDemo(databaseUrl);
  await database.query(`UPDATE organization_members SET role = 'owner' WHERE user_id IN ('usr_def456', 'usr_demo001')`);
  await api.request('DELETE', '/departments/dept_plat01/members/usr_def456');
  await api.request(janeIsMember ? 'PUT' : 'DELETE', JANE);
}

/** A bulk that left somebody out, with the ID that samples name. */
async function bulkOperation(): Promise<void> {
  const { body } = await api.request('POST', '/departments/dept_abc123/members/bulk', {
    json: { user_ids: ['usr_nobody'], mode: 'partial' },
    headers: { prefer: 'wait=30' },
  });
  await api.database.transaction(async (tx) => {
    await tx.query('DELETE FROM operations WHERE id = $1', [OPERATION]);
    await tx.query(
      `INSERT INTO operations SELECT (jsonb_populate_record(o, jsonb_build_object('id', $2::text))).*
       FROM operations o WHERE id = $1`,
      [body.id, OPERATION],
    );
    await tx.query('UPDATE operation_items SET operation_id = $2 WHERE operation_id = $1', [body.id, OPERATION]);
  });
}

/** What must be there, or not, before a sample of this operation can succeed. */
const BEFORE: Readonly<Record<string, () => Promise<unknown>>> = {
  createDepartment: () =>
    api.database.query(
      `UPDATE departments SET name = id WHERE name = 'Engineering' AND organization_id = 'org_xyz789'`,
    ),
  deleteDepartment: async () => {
    await demo(false);
    await api.database.query('DELETE FROM department_members');
    await api.database.query(`UPDATE departments SET parent_id = 'dept_root01' WHERE parent_id = 'dept_abc123'`);
  },
  addDepartmentMember: () => demo(false),
  removeDepartmentMember: () => demo(true),
  retrieveDepartmentMember: () => demo(true),
  moveDepartmentMember: () => demo(true),
  retryOperation: bulkOperation,
  retrieveOperation: bulkOperation,
  listOperationItems: bulkOperation,
  cancelOperation: async () => {
    await bulkOperation();
    await api.database.query(
      `UPDATE operations SET state = 'accepted', result = NULL, finished_at = NULL, relay_at = 'infinity' WHERE id = $1`,
      [OPERATION],
    );
  },
  createOrganizationMember: () =>
    api.database.query(
      `UPDATE organization_members SET email = user_id || '@company.com' WHERE email = 'jane@company.com'`,
    ),
  updateOrganizationMember: () => demo(false),
  removeOrganizationMember: () => demo(false),
  createMembershipRequest: () => membershipRequests(false),
  retrieveMembershipRequest: () => membershipRequests(true),
  decideMembershipRequest: () => membershipRequests(true),
  retrieveApiKey: apiKey,
  rotateApiKey: apiKey,
  revokeApiKey: apiKey,
  retrieveWebhookEndpoint: webhookEndpoint,
  updateWebhookEndpoint: webhookEndpoint,
  deleteWebhookEndpoint: webhookEndpoint,
  rotateWebhookSecret: webhookEndpoint,
  testWebhookEndpoint: webhookEndpoint,
  replayWebhookEndpoint: webhookEndpoint,
  listWebhookDeliveries: webhookEndpoint,
  retrieveSlackWorkspace: slackWorkspace,
  disconnectSlackWorkspace: slackWorkspace,
  linkSlackUser: slackWorkspace,
  unlinkSlackUser: async () => {
    await slackWorkspace();
    const json = { workspace_id: 'T0123ABCD', slack_user_id: 'U0123ABCD', user_id: 'usr_def456' };
    await api.request('POST', '/slack-users', { json });
  },
  retrieveScimConnection: scimConnection,
  updateScimConnection: scimConnection,
  rotateScimToken: scimConnection,
  deleteScimConnection: scimConnection,
};

async function slackWorkspace(): Promise<void> {
  await demo(false);
  await api.database.query(
    `INSERT INTO slack_installations (workspace_id, organization_id, scopes, bound_at)
     VALUES ('T0123ABCD', 'org_xyz789', '{}', now())
     ON CONFLICT (workspace_id) DO UPDATE SET organization_id = excluded.organization_id`,
  );
}

/** Jane is not in the department, and asks to be if `open`. */
async function membershipRequests(open: boolean): Promise<void> {
  await demo(false);
  await api.database.query('DELETE FROM membership_requests');
  if (!open) return;
  const json = { user_id: 'usr_def456' };
  const { body } = await api.request('POST', '/departments/dept_abc123/membership-requests', { json });
  await api.database.query('UPDATE membership_requests SET id = $2 WHERE id = $1', [body.id, REQUEST]);
}

async function apiKey(): Promise<void> {
  const json = { name: 'payroll', scopes: ['members:read'], expires_at: null };
  const { body } = await api.request('POST', '/api-keys', { json });
  await api.database.query(`UPDATE api_keys SET id = 'key_old' || md5(random()::text) WHERE id = $1`, [KEY]);
  await api.database.query('UPDATE api_keys SET id = $2 WHERE id = $1', [body.id, KEY]);
}

/** An endpoint with the ID that samples name, which is also the owner of its sealed secret. */
async function webhookEndpoint(): Promise<void> {
  await api.database.query('DELETE FROM webhook_endpoints WHERE id = $1', [WEBHOOK]);
  const secret = box.seal(newWebhookSecret(), WEBHOOK);
  await api.database.query(
    `INSERT INTO webhook_endpoints (id, organization_id, url, key_id, sealed_secret, created_by_type, created_by_id,
                                    distributed_to, distributed_epoch)
     VALUES ($1, 'org_xyz789', 'https://127.0.0.1:1/', $2, $3, 'user', 'usr_def456', 0, 1)`,
    [WEBHOOK, secret.keyId, secret.bytes],
  );
}

async function scimConnection(): Promise<void> {
  const { body } = await api.request('POST', '/scim-connections', { json: { name: 'Okta' } });
  await api.database.query('DELETE FROM scim_connections WHERE id <> $1', [body.id]);
  await api.database.query('UPDATE scim_connections SET id = $2 WHERE id = $1', [body.id, CONNECTION]);
}

/** The department that other samples name is deleted last. */
const inOrder = ENDPOINTS.toSorted(
  (a, b) => Number(a === departments.deleteDepartment) - Number(b === departments.deleteDepartment),
);
const samples = inOrder.flatMap((endpoint: EndpointContract) =>
  codeSamples(endpoint).map(({ label, source }) => [endpoint.summary, label, endpoint, source] as const),
);
const runnable = samples.filter(([, label]) => python !== undefined || !label.startsWith('Python'));

it.each(runnable)('%s: the sample for %s is answered with success', async (_, label, endpoint, source) => {
  await BEFORE[endpoint.operationId]?.();
  const language = languages[label];
  if (language === undefined) throw new Error(`Nothing runs ${label}`);
  const file = join(folder, `${endpoint.operationId}-${label.replaceAll(' ', '-')}.${language.suffix}`);
  await writeFile(
    file,
    source.replaceAll(SAMPLE_HOST, api.url).replaceAll('https://crm.example.com', 'https://127.0.0.1:1'),
  );

  const before = api.log.length;
  const answered = () => api.log.slice(before).filter(({ msg }) => msg === 'answered');
  await language.run(file);
  // The log may have it a moment later than the caller has the answer.
  for (let turn = 0; turn < 1_000 && answered().length === 0; turn += 1) await new Promise(setImmediate);

  const requests = answered();
  expect(requests[0]).toMatchObject({ method: endpoint.method, route: endpoint.path });
  expect(successes(endpoint)).toContain(requests[0]?.status);
});

// In CI the name of a skipped test that lacks a tool makes the run fail.
if (python === undefined) it.skip('the samples for Python (no requests)', () => {});

function successes({ answers }: EndpointContract): number[] {
  return Object.keys(answers).map(Number);
}
