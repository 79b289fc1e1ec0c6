import 'reflect-metadata';
import { announceReady, createLogger, runMain, runProcess } from '@roster/runtime';
import { type RunningBot, startBot } from './bot.js';
import { readConfig } from './config.js';

await runMain(async () => {
  const { bot: config, logLevel, logPretty } = readConfig(process.env);
  const logger = createLogger({ name: 'slack-bot', level: logLevel, pretty: logPretty });
  let bot: RunningBot | undefined;

  await runProcess({
    name: 'slack-bot',
    logger,
    start: async () => {
      bot = await startBot(config, logger);
      logger.info({ url: bot.url, mode: 'appToken' in config.transport ? 'socket' : 'http' }, 'slack-bot serves');
      announceReady({ url: bot.url });
    },
    stop: async () => bot?.close(),
  });
});
