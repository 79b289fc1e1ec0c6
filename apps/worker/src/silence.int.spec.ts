import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDataSource, migrate, OperationRepository, seedDemo } from '@roster/database';
import { departmentIdSchema, newOperationId, organizationIdSchema, userIdSchema } from '@roster/domain';
import { createDatabase, describeWithRedis, dropDatabase, TcpProxy, testDatabaseUrl } from '@roster/local-stack';
import { JobConsumers, type OpenGateway, openMembershipGateway } from '@roster/queue';
import { createLogger } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { readConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

/** How long after the network is as before everything may take until it is, in milliseconds. */
const RECOVERY_MS = 15_000;

const logger = createLogger({ name: 'test', level: 'silent' });

/** A worker and a gateway on Redis, over a network that can fall silent; Postgres is reached directly. */
describeWithRedis('when Redis falls silent', (redisUrl) => {
  const name = `silence_${randomBytes(6).toString('hex')}`;
  let dataSource: DataSource;
  let proxy: TcpProxy;
  let worker: INestApplicationContext;
  let opened: OpenGateway;

  beforeAll(async () => {
    const databaseUrl = await createDatabase(testDatabaseUrl(), name);
    await migrate(databaseUrl);
    await seedDemo(databaseUrl);
    dataSource = await createDataSource(databaseUrl).initialize();
    proxy = await TcpProxy.open(Number(new URL(redisUrl).port));
    const url = proxy.route(redisUrl);
    const config = readConfig({ DATABASE_URL: databaseUrl, REDIS_URL: url });
    worker = await NestFactory.createApplicationContext(WorkerModule.register(config, logger), {
      logger: false,
    });
    const store = new OperationRepository(dataSource);
    opened = await openMembershipGateway({ databaseUrl, redis: { url }, store, logger });
  }, 60_000);

  afterAll(async () => {
    await opened.close();
    await worker.close();
    await proxy.close();
    await dataSource.destroy();
    await dropDatabase(testDatabaseUrl(), name);
  });

  function add() {
    const command = {
      operationId: newOperationId(),
      kind: 'member.add',
      organizationId: organizationIdSchema.parse('org_xyz789'),
      departmentId: departmentIdSchema.parse('dept_abc123'),
      userId: userIdSchema.parse('usr_def456'),
      actor: { type: 'api_key', id: 'key_test' },
      channel: 'rest',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      requestHash: null,
      submittedAt: new Date().toISOString(),
    } as const;
    return opened.gateway.submit(command, { waitMs: 1_000 });
  }

  /** A worker took the job, and its reply arrived: nothing else settles a command within its second. */
  async function isAsUsual(): Promise<boolean> {
    const startedAt = performance.now();
    const { state } = await add();
    return state === 'settled' && performance.now() - startedAt < 900;
  }

  async function untilAsUsual(limitMs: number): Promise<number> {
    const startedAt = performance.now();
    while (!(await isAsUsual()))
      if (performance.now() - startedAt > limitMs) throw new Error(`Not as usual after ${limitMs} ms`);
    return performance.now() - startedAt;
  }

  const checkAll = async () => {
    await opened.checkQueue();
    await opened.checkReplies();
    worker.get(JobConsumers).assertRunning();
  };

  it.each([
    ['cuts its connections and accepts new ones without a word, for 6 s', 6_000, 'fallSilent'],
    ['cuts its connections and accepts new ones without a word, for 20 s', 20_000, 'fallSilent'],
    ['keeps its connections and says nothing, for 20 s', 20_000, 'blackhole'],
  ] as const)(
    'and %s, jobs and replies are as usual again soon after',
    async (_, ms, fall) => {
      await untilAsUsual(RECOVERY_MS);
      await checkAll();
      proxy[fall]();
      const unready = await untilUnready(ms);
      proxy.speak();
      const took = await untilAsUsual(RECOVERY_MS);
      expect(took).toBeLessThan(RECOVERY_MS);
      await untilReady();
      if (ms > RECOVERY_MS) expect(unready).toBe(true);
    },
    90_000,
  );

  /** Adds go on meanwhile, and none of them hangs; tells whether readiness told of the outage. */
  async function untilUnready(ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    let unready = false;
    while (performance.now() < end) {
      const startedAt = performance.now();
      await add();
      expect(performance.now() - startedAt).toBeLessThan(2_000 + 1_000);
      unready ||= await checkAll().then(
        () => false,
        () => true,
      );
      await delay(100);
    }
    return unready;
  }

  async function untilReady(): Promise<void> {
    const deadline = performance.now() + RECOVERY_MS;
    for (;;) {
      try {
        return await checkAll();
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(50);
      }
    }
  }
});
