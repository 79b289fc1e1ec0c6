import { migrate } from '@roster/database';
import {
  addCommand,
  createDatabase,
  describeWithRedis,
  describeWithValkey,
  freePort,
  type LocalRedis,
  makeTestCertificate,
  startRedis,
  startRedisCluster,
  startSentinel,
  testDatabaseUrl,
} from '@roster/local-stack';
import { AppProcess } from '@roster/testing';
import { type RunningWorker, startWorker } from './worker.fixture.js';

/** How long servers take to start, and to replace one, in milliseconds. */
const LIMIT_MS = 60_000;

interface Form {
  /** What an operator sets. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

interface ReplacingForm extends Form {
  /** The server whose loss the others make good for. */
  master(): Promise<LocalRedis>;
}

/** The way of an add, from the gateway to the row and back, with the queue on this Redis. */
function suite<Started extends Form>(start: () => Promise<Started>, further?: (add: Adding<Started>) => void): void {
  let form: Started;
  let running: RunningWorker;
  let asked = 0;

  beforeAll(async () => {
    form = await start();
    running = await startWorker({ env: form.env });
  }, LIMIT_MS);

  afterAll(async () => {
    await running.close();
    await form.stop();
  }, LIMIT_MS);

  async function add(waitMs: number): Promise<'settled' | 'accepted'> {
    asked += 1;
    const userId = `usr_demo${String(1 + (asked % 40)).padStart(3, '0')}`;
    const { state } = await running.gateway.submit(addCommand({ userId }), { waitMs });
    return state;
  }

  async function ended(): Promise<number> {
    const rows = await running.database.query(`SELECT count(*)::int FROM operations WHERE state = 'done'`);
    return rows[0].count;
  }

  it('adds a member and tells the caller', async () => {
    expect(await add(10_000)).toBe('settled');
    expect(await ended()).toBe(1);
  });

  further?.({ form: () => form, add, asked: () => asked, ended });
}

/** What a further test of a form does its adds with. */
interface Adding<Started extends Form> {
  form(): Started;
  add(waitMs: number): Promise<'settled' | 'accepted'>;
  /** How many adds were asked for, and how many of them have ended. */
  asked(): number;
  ended(): Promise<number>;
}

function replacesItsMaster({ form, add, asked, ended }: Adding<ReplacingForm>): void {
  it(
    'loses nothing when its master is killed, and answers as before once there is another',
    async () => {
      await (await form().master()).kill();
      while ((await add(1_000)) !== 'settled' || asked() < 4);
      // What was accepted meanwhile is carried out by the relay.
      while ((await ended()) !== asked());
    },
    LIMIT_MS,
  );
}

describeWithRedis('with Redis over TLS and a user of its own', () => {
  suite(async () => {
    const certificate = await makeTestCertificate();
    const redis = await startRedis({ tls: certificate, user: { name: 'roster', password: 'p@ss/w:rd' } });
    return {
      env: { REDIS_URL: redis.url, REDIS_CA_FILE: certificate.certFile },
      async stop() {
        await redis.stop();
        await certificate.remove();
      },
    };
  });
});

describeWithRedis('with a Redis cluster, from a node that does not own the slot', () => {
  suite(async () => {
    const cluster = await startRedisCluster({ masters: 3, replicas: 1 });
    const owner = await cluster.ownerOf('{roster}');
    const seed = cluster.masters.find((node) => node !== owner);
    return {
      env: { REDIS_URL: String(seed?.url), REDIS_MODE: 'cluster' },
      master: () => cluster.ownerOf('{roster}'),
      stop: () => cluster.stop(),
    };
  }, replacesItsMaster);
});

describeWithRedis('with Sentinels', () => {
  suite(async () => {
    const sentinel = await startSentinel({ replicas: 1, sentinels: 3 });
    return {
      env: { REDIS_URL: sentinel.url, REDIS_MODE: 'sentinel', REDIS_SENTINEL_MASTER: sentinel.master },
      master: () => sentinel.current(),
      stop: () => sentinel.stop(),
    };
  }, replacesItsMaster);
});

describeWithValkey('with Valkey', () => {
  suite(async () => {
    const valkey = await startRedis({ program: 'valkey-server' });
    return { env: { REDIS_URL: valkey.url }, stop: () => valkey.stop() };
  });
});

describeWithRedis('a worker whose REDIS_URL names a replica', () => {
  it('ends its start with a sentence that says what to set', async () => {
    const databaseUrl = await createDatabase(testDatabaseUrl(), 'roster_replica');
    await migrate(databaseUrl);
    const replica = await startRedis({ args: ['--replicaof', '127.0.0.1', String(await freePort())] });
    const env = { DATABASE_URL: databaseUrl, REDIS_URL: replica.url, LOG_LEVEL: 'silent' };
    await expect(AppProcess.start('worker', env)).rejects.toMatchObject({
      code: 78,
      output: `127.0.0.1:${replica.port} is a replica: name the master, or use Sentinel (REDIS_MODE=sentinel).`,
    });
    await replica.stop();
  });
});
