import { redisMisfit } from '@roster/connections';
import { postgresMisfit } from '@roster/database';
import { announceReady, assertConfigured, createLogger, runMain, runProcess } from '@roster/runtime';
import { readConfig } from './config.js';
import { createConsole, type RosterConsole } from './create-console.js';

await runMain(async () => {
  const config = readConfig(process.env);
  const logger = createLogger({ name: 'console', level: config.logLevel, pretty: config.logPretty });
  let app: RosterConsole | undefined;

  await runProcess({
    name: 'console',
    logger,
    start: async () => {
      const queueOnPostgres = config.redis === undefined;
      assertConfigured(await postgresMisfit(config.database, { queueOnPostgres }));
      assertConfigured(await redisMisfit(config.redis));
      app = await createConsole(config, logger);
      const url = await app.listen();
      logger.info({ url }, 'console serves');
      announceReady({ url });
    },
    stop: async () => app?.close(),
  });
});
