import { setImmediate } from 'node:timers/promises';
import { type LocalPostgres, startTestPostgres, startTestStandby, type TestStandby } from '@roster/local-stack';
import pg from 'pg';
import { ended } from './network.fixture.js';
import { PostgresClient } from './postgres-client.js';
import type { ServerRole } from './postgres-url.js';

let first: LocalPostgres;
let second: TestStandby;
const clients: PostgresClient[] = [];

beforeAll(async () => {
  first = await startTestPostgres({ durable: true });
  second = await startTestStandby(first);
}, 60_000);
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

async function connected(url: string, role: ServerRole = 'primary'): Promise<PostgresClient> {
  const client = new PostgresClient({ connectionString: url, role });
  clients.push(client);
  await client.connect();
  return client;
}

/** Retries until a server takes writes. */
async function connectedSoon(url: string): Promise<PostgresClient> {
  for (const deadline = Date.now() + 5_000; ; ) {
    try {
      return await connected(url);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      // After a failed search the next one is delayed: its timer must run.
      await setImmediate();
    }
  }
}

/** Both servers, the standby first. */
function pair(parameters = 'target_session_attrs=read-write'): string {
  const { username, password } = new URL(first.url);
  return `postgres://${username}:${password}@127.0.0.1:${second.port},127.0.0.1:${first.port}/postgres?${parameters}`;
}

const portOf = async (client: PostgresClient) =>
  Number((await client.query('SELECT inet_server_port() AS port')).rows[0].port);

it.each(['target_session_attrs=read-write', 'target_session_attrs=primary', ''])(
  'of several servers the one is found that takes writes: %s',
  async (parameters) => {
    expect(await portOf(await connected(pair(parameters)))).toBe(first.port);
  },
);

it.each(['target_session_attrs=standby', ''])(
  'for reads the one is found that is a standby: %s',
  async (parameters) => {
    const replica = await connected(pair(parameters), 'replica');
    expect(await portOf(replica)).toBe(second.port);
    await expect(replica.query('CREATE TABLE refused (id int)')).rejects.toMatchObject({ code: '25006' });
    expect(await portOf(replica)).toBe(second.port);
  },
);

it('for reads a standby is used when it is the only server', async () => {
  expect(await portOf(await connected(second.url, 'replica'))).toBe(second.port);
});

it('a standby alone is refused with a sentence that says what to set', async () => {
  await expect(connected(second.url)).rejects.toThrow(
    `127.0.0.1:${second.port} is a standby: name the primary in DATABASE_URL, or all servers with target_session_attrs=read-write`,
  );
});

it('a single standby is distinguished from a server that cannot be reached', async () => {
  await expect(connected(`${second.url}?target_session_attrs=read-write`)).rejects.toMatchObject({
    code: '08006',
    message: `None of the servers of DATABASE_URL takes writes (127.0.0.1:${second.port}: is a standby)`,
  });
});

it('when a server refuses one write as read-only, all its connections end', async () => {
  const [writer, idle] = [await connected(pair()), await connected(pair())];
  const left = [ended(writer), ended(idle)];
  await expect(writer.query('BEGIN READ ONLY; CREATE TABLE refused (id int)')).rejects.toMatchObject({ code: '25006' });
  await Promise.all(left);
  expect(await portOf(await connected(pair()))).toBe(first.port);
});

it('a server that becomes read-only is left as soon as it reports it, and used again when it takes writes', async () => {
  const admin = await connected(first.url);
  const [one, other] = [await connected(pair()), await connected(pair())];
  const left = [ended(one), ended(other)];
  await admin.query('ALTER SYSTEM SET default_transaction_read_only = on');
  await admin.query('SELECT pg_reload_conf()');
  // The report comes with the next answer at the latest.
  while (one.connection.stream.writable) await one.query('SELECT 1').catch(() => undefined);
  await Promise.all(left);
  await expect(connected(pair())).rejects.toThrow(
    /is a standby.*takes no writes \(default_transaction_read_only is on\)/,
  );

  // The repair must still be able to connect.
  const mender = new pg.Client(first.url);
  await mender.connect();
  await mender.query('SET default_transaction_read_only = off');
  await mender.query('ALTER SYSTEM RESET default_transaction_read_only');
  await mender.query('SELECT pg_reload_conf()');
  await mender.end();
  expect(await portOf(await connectedSoon(pair()))).toBe(first.port);
});

it('after a promotion the other server is found, and reads leave the standby that was promoted', async () => {
  const before = await connected(pair());
  const replica = await connected(pair('target_session_attrs=standby'), 'replica');
  const left = ended(before);
  first.kill();
  await left;
  await expect(connected(pair())).rejects.toMatchObject({ code: '08006' });
  await second.promote();
  expect(await portOf(await connectedSoon(pair()))).toBe(second.port);
  while (replica.connection.stream.writable) await replica.query('SELECT 1').catch(() => undefined);
  await expect(connected(pair('target_session_attrs=standby'), 'replica')).rejects.toThrow(
    /None of the servers of DATABASE_READ_URL is a standby that answers .*is no standby/,
  );
});
