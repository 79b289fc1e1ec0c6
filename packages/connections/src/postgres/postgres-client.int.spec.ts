import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalPostgres, startTestPostgres, testDatabaseUrl } from '@roster/local-stack';
import pg from 'pg';
import { ended, Network } from './network.fixture.js';
import { PostgresClient, type PostgresClientConfig } from './postgres-client.js';
import { postgresPoolOptions } from './postgres-pool.js';

/** Short, so that the tests are. A round trip to a local server takes less. */
const SILENCE_MS = 400;

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function networkTo(url: string, change?: (chunk: Buffer) => Buffer): Promise<Network> {
  const network = await Network.to(url, change);
  open.push(network);
  return network;
}

async function connected(connectionString: string, config: PostgresClientConfig = {}): Promise<PostgresClient> {
  const client = new PostgresClient({ connectionString, silenceTimeoutMs: SILENCE_MS, ...config });
  open.push({ close: () => client.end() });
  await client.connect();
  return client;
}

const UNANSWERED = {
  name: 'PostgresUnavailable',
  code: '08006',
  message: expect.stringMatching(/has not answered for 0.4 s/),
};

describe('a server that falls silent', () => {
  it('fails the query that waits for it', async () => {
    const network = await networkTo(testDatabaseUrl());
    const client = await connected(network.route(testDatabaseUrl()));
    network.fallSilent();
    const left = ended(client);
    await expect(client.query('SELECT 1')).rejects.toMatchObject(UNANSWERED);
    await left;
  });

  it('ends all connections that have not heard from it either, before they are used', async () => {
    const network = await networkTo(testDatabaseUrl());
    const elsewhere = await connected(testDatabaseUrl());
    // In this order: what answers as late as the query is sent has not been silent for as long.
    const idle = await connected(network.route(testDatabaseUrl()));
    const used = await connected(network.route(testDatabaseUrl()));
    network.fallSilent();
    const left = ended(idle);
    await expect(used.query('SELECT 1')).rejects.toMatchObject(UNANSWERED);
    await left;
    expect((await elsewhere.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it.each(['', '?sslmode=no-verify'])('cannot block a new connection%s', async (parameters) => {
    const network = await networkTo(testDatabaseUrl());
    network.fallSilent();
    const connect = connected(network.route(testDatabaseUrl()) + parameters, { connectionTimeoutMillis: 300 });
    await expect(connect).rejects.toThrow(/timeout expired/);
  });

  it('cannot block the end of a connection', async () => {
    const network = await networkTo(testDatabaseUrl());
    const client = await connected(network.route(testDatabaseUrl()));
    network.fallSilent();
    await client.end();
  });

  it('frees its slot in a pool, which continues with the next server that answers', async () => {
    const network = await networkTo(testDatabaseUrl());
    const options = postgresPoolOptions(network.route(testDatabaseUrl()), { max: 1, silenceTimeoutMs: SILENCE_MS });
    const pool = new pg.Pool(options);
    pool.on('error', () => {});
    open.push({ close: () => pool.end() });
    await pool.query('SELECT 1');
    network.fallSilent();
    await expect(pool.query('SELECT 1')).rejects.toMatchObject(UNANSWERED);
    expect(pool.totalCount).toBe(0);
  });
});

it('an idle connection does not count as silent', async () => {
  const client = await connected(testDatabaseUrl());
  await once(client.connection.stream, 'timeout');
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

it('a statement without a limit is waited for', async () => {
  const client = await connected(testDatabaseUrl(), { silenceTimeoutMs: 0 });
  const { rows } = await client.query(`SELECT pg_sleep(${(2 * SILENCE_MS) / 1_000}), 1 AS one`);
  expect(rows).toMatchObject([{ one: 1 }]);
});

it('an error that nobody listens for does not end the process', async () => {
  const [victim, admin] = [await connected(testDatabaseUrl()), await connected(testDatabaseUrl())];
  const { rows } = await victim.query('SELECT pg_backend_pid() AS pid');
  const left = ended(victim);
  await admin.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
  await left;
});

it('a wrong report of a standby is not believed: a pooler repeats old reports', async () => {
  const network = await networkTo(testDatabaseUrl(), standbyReport);
  const client = await connected(network.route(testDatabaseUrl()));
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

/** ParameterStatus: S, length including itself, name, value (PostgreSQL, "Message Formats"). */
function standbyReport(chunk: Buffer): Buffer {
  const name = 'in_hot_standby\0';
  const at = chunk.indexOf(`${name}off\0`);
  if (at === -1) return chunk;
  const changed = Buffer.concat([
    chunk.subarray(0, at + name.length),
    Buffer.from('on\0'),
    chunk.subarray(at + name.length + 'off\0'.length),
  ]);
  changed.writeInt32BE(4 + name.length + 'on\0'.length, at - 4);
  return changed;
}

describe('over TLS', () => {
  let postgres: LocalPostgres;
  let folder: string;
  beforeAll(async () => {
    postgres = await startTestPostgres();
    folder = mkdtempSync(join(tmpdir(), 'roster-tls-'));
    const cluster = join(postgres.dataDir, 'cluster');
    const [key, certificate] = [join(cluster, 'server.key'), join(cluster, 'server.crt')];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate];
    execFileSync('openssl', [...request, ...names], { stdio: 'ignore' });
    const { uid, gid } = statSync(cluster);
    for (const file of [key, certificate]) {
      chmodSync(file, 0o600);
      chownSync(file, uid, gid);
    }
    const admin = new pg.Client(postgres.url);
    await admin.connect();
    await admin.query('ALTER SYSTEM SET ssl = on');
    await admin.query('SELECT pg_reload_conf()');
    await admin.end();
  }, 60_000);
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the certificate is checked, for each of several servers, and silence is noticed', async () => {
    const certificate = join(postgres.dataDir, 'cluster', 'server.crt');
    const network = await networkTo(postgres.url);
    const routed = new URL(network.route(postgres.url));
    const url = (parameters: string) =>
      `postgres://${routed.username}:${routed.password}@127.0.0.1:1,127.0.0.1:${routed.port}/postgres?${parameters}`;
    await expect(connected(url('sslmode=verify-full'))).rejects.toThrow(/self-signed certificate/);
    const client = await connected(url(`sslmode=verify-full&sslrootcert=${certificate}`));
    const { rows } = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    expect(rows).toEqual([{ ssl: true }]);
    await once(client.connection.stream, 'timeout');
    network.fallSilent();
    await expect(client.query('SELECT 1')).rejects.toMatchObject(UNANSWERED);
  });
});
