import 'reflect-metadata';
import {
  announceReady,
  createLogger,
  type HealthServer,
  runMain,
  runProcess,
  startHealthServer,
} from '@roster/runtime';
import { type RunningBot, startBot } from './bot.js';
import { readConfig } from './config.js';
import { createBotProcess } from './signals/bot-process.js';

await runMain(async () => {
  const { bot: config, logLevel, logPretty, metricsPort, metricsHost, drainDelayMs } = readConfig(process.env);
  const logger = createLogger({ name: 'slack-bot', level: logLevel, pretty: logPretty });
  const self = createBotProcess();
  let bot: RunningBot | undefined;
  let operators: HealthServer | undefined;

  await runProcess({
    name: 'slack-bot',
    logger,
    start: async () => {
      bot = await startBot(config, logger, self);
      const { monitor, url } = bot;
      operators = await startHealthServer({ port: metricsPort, host: metricsHost, monitor, metrics: self.metrics });
      const metricsUrl = `${operators.url}/metrics`;
      logger.info(
        { url, metrics: metricsUrl, mode: 'appToken' in config.transport ? 'socket' : 'http' },
        'slack-bot serves',
      );
      announceReady({ url, metricsUrl });
    },
    drain: () => bot?.monitor.drain(),
    drainDelayMs,
    stop: async () => {
      await bot?.close();
      await operators?.close();
    },
  });
});
