import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { announceReady, createLogger, runMain, runProcess } from '@roster/runtime';
import { readConfig } from './config.js';
import { createApp } from './create-app.js';

await runMain(async () => {
  const config = readConfig(process.env);
  const logger = createLogger({ name: 'api', level: config.logLevel, pretty: config.logPretty });
  let app: NestFastifyApplication | undefined;

  await runProcess({
    name: 'api',
    logger,
    start: async () => {
      app = await createApp(config, logger);
      await app.listen(config.port, config.host);
      const url = await app.getUrl();
      logger.info({ url }, 'api serves');
      announceReady({ url });
    },
    stop: async () => app?.close(),
  });
});
