import 'reflect-metadata';
import { redisMisfit } from '@roster/connections';
import { postgresMisfit } from '@roster/database';
import {
  announceReady,
  assertConfigured,
  createLogger,
  type HealthServer,
  identifyProcess,
  runMain,
  runProcess,
  startHealthServer,
  startTracing,
  type Tracing,
} from '@roster/runtime';
import { type RunningBot, startBot } from './bot.js';
import { readConfig } from './config.js';
import { createBotProcess } from './telemetry/bot-process.js';

await runMain(async () => {
  const config = readConfig(process.env);
  const { logLevel, logPretty, metricsPort, metricsHost, drainDelayMs } = config;
  const logger = createLogger({ name: 'slack-bot', level: logLevel, pretty: logPretty });
  const identity = identifyProcess('slack-bot');
  let tracing: Tracing | null = null;
  let bot: RunningBot | undefined;
  let operators: HealthServer | undefined;

  await runProcess({
    name: 'slack-bot',
    logger,
    start: async () => {
      const queueOnPostgres = config.bot.redis === undefined;
      assertConfigured(await postgresMisfit(config.bot.database, { queueOnPostgres }));
      assertConfigured(await redisMisfit(config.bot.redis));
      tracing = await startTracing(identity, config.tracing);
      const self = createBotProcess(identity, tracing);
      bot = await startBot(config.bot, logger, self);
      const { monitor, url } = bot;
      operators = await startHealthServer({ port: metricsPort, host: metricsHost, monitor, metrics: self.metrics });
      const metricsUrl = `${operators.url}/metrics`;
      logger.info(
        { url, metrics: metricsUrl, mode: 'appToken' in config.bot.transport ? 'socket' : 'http' },
        'slack-bot serves',
      );
      announceReady({ url, metricsUrl });
    },
    drain: () => bot?.monitor.drain(),
    drainDelayMs,
    stop: async () => {
      await bot?.close();
      await tracing?.close();
      await operators?.close();
    },
  });
});
