import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { OperationRepository } from '@roster/database';
import type { GatewayObserver } from '@roster/domain';
import { type MembershipGateway, type OpenGateway, openMembershipGateway, type QueueSettings } from '@roster/queue';
import { createLogger, createTelemetry, type Logger, type Tracing } from '@roster/runtime';
import { openTestDatabase } from '@roster/testing';
import type { DataSource } from 'typeorm';
import { readConfig } from './config.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  readonly app: INestApplicationContext;
  /** A database of its own, with the demo organization. */
  readonly database: DataSource;
  /** As the owner, for what no process may do. */
  readonly owner: DataSource;
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
  const test = await openTestDatabase();
  const { url: databaseUrl, dataSource: database, owner } = test;
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
    owner,
    store,
    queue,
    opened,
    gateway: opened.gateway,
    async close() {
      await opened.close();
      await app.close();
      await test.close();
    },
  };
}
