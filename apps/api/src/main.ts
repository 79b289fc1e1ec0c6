import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { redisMisfit } from '@roster/connections';
import { postgresMisfit } from '@roster/database';
import {
  announceReady,
  assertConfigured,
  createLogger,
  HealthMonitor,
  type HealthServer,
  identifyProcess,
  runMain,
  runProcess,
  startHealthServer,
  startTracing,
  type Tracing,
  watchReadiness,
} from '@roster/runtime';
import { readConfig } from './config.js';
import { createApp } from './create-app.js';
import { createApiProcess } from './signals/api-process.js';

await runMain(async () => {
  const config = readConfig(process.env);
  const logger = createLogger({ name: 'api', level: config.logLevel, pretty: config.logPretty });
  const identity = identifyProcess('api');
  let tracing: Tracing | null = null;
  let app: NestFastifyApplication | undefined;
  let operators: HealthServer | undefined;
  let monitor: HealthMonitor | undefined;

  await runProcess({
    name: 'api',
    logger,
    start: async () => {
      const queueOnPostgres = config.redis === undefined;
      assertConfigured(await postgresMisfit(config.database, { queueOnPostgres }));
      assertConfigured(await redisMisfit(config.redis));
      tracing = config.tracing ? await startTracing(identity, config.tracing) : null;
      const self = createApiProcess(identity, tracing);
      app = await createApp(config, logger, self);
      const health = app.get(HealthMonitor);
      monitor = health;
      watchReadiness(self.metrics, health);
      const { metricsPort, metricsHost } = config;
      operators = await startHealthServer({
        port: metricsPort,
        host: metricsHost,
        monitor: health,
        metrics: self.metrics,
      });
      await app.listen(config.port, config.host);
      const url = await app.getUrl();
      const metricsUrl = `${operators.url}/metrics`;
      logger.info({ url, metrics: metricsUrl }, 'api serves');
      announceReady({ url, metricsUrl });
    },
    drain: () => monitor?.drain(),
    drainDelayMs: config.drainDelayMs,
    stop: async () => {
      await app?.close();
      await tracing?.close();
      await operators?.close();
    },
  });
});
