import 'reflect-metadata';
import { checkPostgres } from '@roster/database';
import { serve } from '@roster/runtime';
import { startBot } from './bot.js';
import { readConfig } from './config.js';
import { createBotProcess } from './telemetry/bot-process.js';

await serve({
  kind: 'slack-bot',
  readConfig,
  checkDatabase: checkPostgres,
  async open({ config, logger, telemetry }) {
    const bot = await startBot(config, logger, createBotProcess(telemetry));
    return {
      monitor: bot.monitor,
      serve: async () => ({ url: bot.url, mode: 'appToken' in config.transport ? 'socket' : 'http' }),
      close: () => bot.close(),
    };
  },
});
