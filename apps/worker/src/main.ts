import 'reflect-metadata';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { redisMisfit } from '@roster/connections';
import { databaseChecks, postgresMisfit } from '@roster/database';
import { JobConsumers, MEMBERSHIP_QUEUE } from '@roster/queue';
import {
  announceReady,
  assertConfigured,
  BatchTraces,
  createLogger,
  createRegistry,
  databaseSettings,
  HealthMonitor,
  type HealthServer,
  identifyProcess,
  parseEnvironment,
  redisSettings,
  runMain,
  runProcess,
  startHealthServer,
  startTracing,
  type Tracing,
  watchReadiness,
} from '@roster/runtime';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { configSchema } from './config.js';
import { QueueReachability } from './queue-reachability.js';
import { WorkerModule } from './worker.module.js';

await runMain(async () => {
  const config = parseEnvironment(configSchema, process.env);
  const redis = redisSettings(config);
  const logger = createLogger({ name: 'worker', level: config.LOG_LEVEL, pretty: config.LOG_PRETTY });
  const identity = identifyProcess('worker');
  const metrics = createRegistry(identity);
  let askToStop = () => {};
  const asked = new Promise<void>((resolve) => {
    askToStop = resolve;
  });
  let tracing: Tracing | null = null;
  let app: INestApplicationContext;
  let health: HealthServer;
  let monitor: HealthMonitor;

  await runProcess({
    name: 'worker',
    logger,
    async start() {
      const queueOnPostgres = redis === undefined;
      assertConfigured(await postgresMisfit(databaseSettings(config), { queueOnPostgres }));
      assertConfigured(await redisMisfit(redis));
      tracing = await startTracing(identity, {
        endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
        ratio: config.OTEL_TRACES_SAMPLER_ARG,
      });
      const traces = tracing && new BatchTraces(tracing.tracer);
      app = await NestFactory.createApplicationContext(
        WorkerModule.register(config, { identity, metrics, logger, traces }),
        {
          logger: ['error', 'warn'],
        },
      );
      const database = app.get(DataSource);
      const consumers = app.get(JobConsumers);
      const queue: Queue = app.get(getQueueToken(MEMBERSHIP_QUEUE));
      monitor = new HealthMonitor(
        [
          ...databaseChecks(database),
          { name: 'queue', check: async () => void (await queue.getWaitingCount()) },
          { name: 'jobs', check: async () => consumers.assertRunning() },
        ],
        logger,
      );
      watchReadiness(metrics, monitor);
      health = await startHealthServer({ port: config.HEALTH_PORT, monitor, metrics });
      // Without Redis this takes until it is back: whoever asks the process to stop meanwhile is not kept waiting.
      await Promise.race([consumers.waitUntilReady(), asked]);
      logger.info({ health: health.url, backend: redis ? 'redis' : 'postgres' }, 'worker ready');
      announceReady({ url: health.url, metricsUrl: `${health.url}/metrics` });
    },
    drain() {
      monitor?.drain();
      askToStop();
    },
    async stop() {
      const closed = new AbortController();
      const closing = app?.close().finally(() => closed.abort());
      const lost = app?.get(QueueReachability).lost(closed.signal);
      // One of them is late by nature; what it ends with then does not matter.
      closing?.catch(() => undefined);
      lost?.catch(() => undefined);
      await Promise.race([closing, lost]);
      await tracing?.close();
      await health?.close();
    },
  });
});
