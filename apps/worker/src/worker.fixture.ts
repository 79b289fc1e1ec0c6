import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDataSource, migrate, OperationRepository, seedDemo } from '@roster/database';
import { type GatewayObserver, type MembershipCommand, membershipCommandSchema, newOperationId } from '@roster/domain';
import { createMigratedDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { type MembershipGateway, type OpenGateway, openMembershipGateway, type QueueSettings } from '@roster/queue';
import { createLogger, createTelemetry, type Logger, type Tracing } from '@roster/runtime';
import type { DataSource } from 'typeorm';
import { readConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  readonly app: INestApplicationContext;
  /** A database of its own, with the demo organization. */
  readonly database: DataSource;
  readonly store: OperationRepository;
  readonly queue: QueueSettings;
  readonly opened: OpenGateway;
  readonly gateway: MembershipGateway;
  close(): Promise<void>;
}

interface WorkerOptions {
  /** Variables beside DATABASE_URL. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly logger?: Logger;
  readonly tracing?: Tracing;
  /** Of the gateway. */
  readonly observers?: readonly GatewayObserver[];
}

/** The worker that `main.ts` runs, in this process, with a gateway beside it. */
export async function startWorker({
  env,
  logger = createLogger({ name: 'test', level: 'silent' }),
  tracing,
  observers,
}: WorkerOptions = {}): Promise<RunningWorker> {
  const name = `worker_${randomBytes(6).toString('hex')}`;
  const databaseUrl = await createMigratedDatabase(name, migrate);
  await seedDemo(databaseUrl);
  const database = await createDataSource(databaseUrl).initialize();
  const config = readConfig({ ...env, DATABASE_URL: databaseUrl });
  const telemetry = createTelemetry('worker', tracing);
  const app = await NestFactory.createApplicationContext(WorkerModule.register(config, logger, telemetry), {
    logger: false,
  });
  const store = new OperationRepository(database);
  const queue = { databaseUrl, redis: config.redis };
  const opened = await openMembershipGateway({ ...queue, store, logger, observers });
  return {
    app,
    database,
    store,
    queue,
    opened,
    gateway: opened.gateway,
    async close() {
      await opened.close();
      await app.close();
      await database.destroy();
      await dropDatabase(testDatabaseUrl(), name);
    },
  };
}

/** The worker as a process of its own, as it ships. */
export function forkWorker(env: NodeJS.ProcessEnv): ChildProcess {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return fork(join(import.meta.dirname, '..', 'dist', 'main.js'), {
    env: { ...inherited, REDIS_URL: '', HEALTH_PORT: '0', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** Resolves with null once the worker is ready, or with its exit code and error output if it ends before. */
export async function untilReady(worker: ChildProcess): Promise<{ code: number; said: string } | null> {
  const ended = Promise.all([once(worker, 'exit'), text(worker.stderr ?? Readable.from([]))]);
  return Promise.race([once(worker, 'message').then(() => null), ended.then(([[code], said]) => ({ code, said }))]);
}

/** Adds Jane to the demo department, unless `change` says otherwise. */
export function addCommand(change: Record<string, unknown> = {}): MembershipCommand {
  return membershipCommandSchema.parse({
    operationId: newOperationId(),
    kind: 'member.add',
    organizationId: 'org_xyz789',
    departmentId: 'dept_abc123',
    userId: 'usr_def456',
    actor: { type: 'api_key', id: 'key_test' },
    channel: 'rest',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    requestHash: null,
    submittedAt: new Date().toISOString(),
    ...change,
  });
}
