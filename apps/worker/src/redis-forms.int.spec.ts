import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDataSource, migrate, OperationRepository, seedDemo } from '@roster/database';
import {
  departmentIdSchema,
  type MembershipCommand,
  newOperationId,
  organizationIdSchema,
  userIdSchema,
} from '@roster/domain';
import {
  createDatabase,
  describeWithRedis,
  describeWithValkey,
  dropDatabase,
  type LocalRedis,
  makeTestCertificate,
  startRedis,
  startRedisCluster,
  startSentinel,
  testDatabaseUrl,
} from '@roster/local-stack';
import { type OpenGateway, openMembershipGateway } from '@roster/queue';
import { createLogger, redisSettings } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { configSchema } from './config.js';
import { workerProcess } from './worker.fixture.js';
import { WorkerModule } from './worker.module.js';

const logger = createLogger({ name: 'test', level: 'silent' });

/** How long servers take to start, and to replace one, in milliseconds. */
const LIMIT_MS = 60_000;

interface Form {
  /** What an operator sets. */
  readonly env: Record<string, string>;
  /** The server whose loss the others make good for. */
  master?(): Promise<LocalRedis>;
  stop(): Promise<void>;
}

/** The way of an add, from the gateway to the row and back, with the queue on this Redis. */
function suite(start: () => Promise<Form>): void {
  const name = `redis_forms_${randomBytes(6).toString('hex')}`;
  let form: Form;
  let database: DataSource;
  let worker: INestApplicationContext;
  let opened: OpenGateway;
  let asked = 0;

  beforeAll(async () => {
    form = await start();
    const databaseUrl = await createDatabase(testDatabaseUrl(), name);
    await migrate(databaseUrl);
    await seedDemo(databaseUrl);
    database = await createDataSource(databaseUrl).initialize();
    const config = configSchema.parse({ DATABASE_URL: databaseUrl, ...form.env });
    worker = await NestFactory.createApplicationContext(WorkerModule.register(config, workerProcess(logger)), {
      logger: false,
    });
    const store = new OperationRepository(database);
    opened = await openMembershipGateway({ databaseUrl, redis: redisSettings(config), store, logger });
  }, LIMIT_MS);

  afterAll(async () => {
    await opened.close();
    await worker.close();
    await database.destroy();
    await dropDatabase(testDatabaseUrl(), name);
    await form.stop();
  }, LIMIT_MS);

  async function add(waitMs: number): Promise<'settled' | 'accepted'> {
    asked += 1;
    const { state } = await opened.gateway.submit(command(asked), { waitMs });
    return state;
  }

  async function ended(): Promise<number> {
    const rows = await database.query(`SELECT count(*)::int FROM operations WHERE state = 'done'`);
    return rows[0].count;
  }

  it('adds a member and tells the caller', async () => {
    expect(await add(10_000)).toBe('settled');
    expect(await ended()).toBe(1);
  });

  it(
    'loses nothing when its master is killed, and answers as before once there is another',
    async () => {
      if (!form.master) return expect(Object.keys(form.env)).not.toContain('REDIS_MODE');
      await (await form.master()).kill();
      const killed = performance.now();
      while ((await add(1_000)) !== 'settled' || asked < 4) expect(performance.now() - killed).toBeLessThan(20_000);
      // What was accepted meanwhile is carried out by the relay.
      while ((await ended()) < asked) expect(performance.now() - killed).toBeLessThan(40_000);
      expect(await ended()).toBe(asked);
    },
    LIMIT_MS,
  );
}

function command(number: number): MembershipCommand {
  return {
    operationId: newOperationId(),
    kind: 'member.add',
    organizationId: organizationIdSchema.parse('org_xyz789'),
    departmentId: departmentIdSchema.parse('dept_abc123'),
    userId: userIdSchema.parse(`usr_demo${String(1 + (number % 40)).padStart(3, '0')}`),
    actor: { type: 'api_key', id: 'key_test' },
    channel: 'rest',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    requestHash: null,
    submittedAt: new Date().toISOString(),
  };
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
  });
});

describeWithRedis('with Sentinels', () => {
  suite(async () => {
    const sentinel = await startSentinel({ replicas: 1, sentinels: 3 });
    return {
      env: { REDIS_URL: sentinel.url, REDIS_MODE: 'sentinel', REDIS_SENTINEL_MASTER: sentinel.master },
      master: () => sentinel.current(),
      stop: () => sentinel.stop(),
    };
  });
});

describeWithValkey('with Valkey', () => {
  suite(async () => {
    const valkey = await startRedis({ program: 'valkey-server' });
    return { env: { REDIS_URL: valkey.url }, stop: () => valkey.stop() };
  });
});
