import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { ApiKeyStore, type Demo } from '@roster/database';
import { organizationIdSchema, type Scope } from '@roster/domain';
import type { GatewayTelemetry } from '@roster/runtime';
import { collectLog, openTestDatabase, startWorker } from '@roster/testing';
import type { DataSource } from 'typeorm';
import { TokenUses } from './auth/token-uses.js';
import type { ApiConfig } from './config.js';
import { createApp } from './create-app.js';
import { SCIM_TOKEN_USES, TELEMETRY } from './tokens.js';

export interface RunningApi {
  readonly url: string;
  readonly databaseUrl: string;
  readonly demo: Demo;
  /** As the role that the API and the worker run as. */
  readonly database: DataSource;
  /** As the owner, for what no process may do. */
  readonly owner: DataSource;
  /** Lines of the log, as objects. */
  readonly log: Record<string, unknown>[];
  /** Sends a request with the demo token, unless the headers say otherwise. `path` follows the organization. */
  request(method: string, path: string, init?: RequestOptions): Promise<Answer>;
  /** A token with these scopes only, of the demo organization unless another is given. */
  tokenFor(scopes: readonly Scope[], organizationId?: string): Promise<string>;
  startWorker(): Promise<void>;
  /** The metrics of the API, as Prometheus reads them. */
  metrics(): Promise<string>;
  /** Stores when tokens were used last, as each node does once a minute. */
  storeTokenUses(): Promise<void>;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test checks its form with `expect`.
  readonly body: any;
}

type ApiSettings = {
  readonly worker?: boolean;
  readonly redisUrl?: string | undefined;
  /** The server to create its database on; the URL's user must be allowed to. Default: the server of the suite. */
  readonly server?: string;
  /** A standby of that server, which may serve reads unless it is older than `maxLagMs`. */
  readonly replica?: { readonly url: string; readonly maxLagMs: number };
} & Partial<
  Pick<
    ApiConfig,
    | 'apiKeys'
    | 'rateLimits'
    | 'trustedProxies'
    | 'corsOrigins'
    | 'provisioningTokens'
    | 'cellDirectoryUrl'
    | 'consoleUrl'
    | 'oidc'
    | 'slackPublicUrl'
    | 'webhooks'
    | 'webhookEndpointsPerOrganization'
  >
>;

/** The API on a free port and a database of its own, with a worker unless `worker` is false. */
export async function startApi({
  worker = true,
  redisUrl,
  server,
  replica,
  ...settings
}: ApiSettings = {}): Promise<RunningApi> {
  const test = await openTestDatabase(server === undefined ? {} : { server });
  const { url: databaseUrl, demo, dataSource: database, owner } = test;
  const redis = redisUrl === undefined ? undefined : { url: redisUrl };
  const { logger, log } = collectLog();
  const config = {
    port: 0,
    host: '127.0.0.1',
    database: { url: databaseUrl, directUrl: databaseUrl, poolSize: 10 },
    redis,
    logLevel: 'debug',
    logPretty: false,
    readReplica: replica && { ...replica, url: sameDatabase(databaseUrl, replica.url) },
    ...settings,
  } as const;
  const app = await createApp(config, logger);
  await app.listen(0, config.host);
  const url = await app.getUrl();

  let stopWorker = async () => {};
  const takeJobs = async () => {
    stopWorker = await startWorker({ databaseUrl, redis }, database);
  };
  if (worker) await takeJobs();

  return {
    url,
    databaseUrl,
    demo,
    database,
    owner,
    log,
    startWorker: takeJobs,
    metrics: () => app.get<GatewayTelemetry>(TELEMETRY).metrics.metrics(),
    storeTokenUses: async () => {
      await app.get(TokenUses).store();
      await app.get<TokenUses>(SCIM_TOKEN_USES).store();
    },
    request: (method, path, options) =>
      send(`${url}/v1/organizations/${demo.organizationId}${path}`, method, demo.token, options),
    async tokenFor(scopes, organizationId = demo.organizationId) {
      const token = randomBytes(16).toString('hex');
      const organization = organizationIdSchema.parse(organizationId);
      await database.query(`INSERT INTO organizations (id, name) VALUES ($1, 'x') ON CONFLICT DO NOTHING`, [
        organization,
      ]);
      await new ApiKeyStore(database).put({ organizationId: organization, name: 'test', token, scopes });
      return token;
    },
    async close() {
      await app.close();
      await stopWorker();
      await test.close();
    },
  };
}

/** The URL of a database, on the server of another URL. */
export function sameDatabase(databaseUrl: string, serverUrl: string): string {
  const url = new URL(databaseUrl);
  url.host = new URL(serverUrl).host;
  return url.href;
}

export async function send(
  url: string,
  method: string,
  token: string,
  { json, body, headers = {} }: RequestOptions = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : null,
  };
}
