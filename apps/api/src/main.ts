import 'reflect-metadata';
import { postgresMismatch } from '@roster/database';
import { HealthMonitor, serve } from '@roster/runtime';
import { readConfig } from './config.js';
import { createApp } from './create-app.js';
import { createApiProcess } from './telemetry/api-process.js';

await serve({
  kind: 'api',
  readConfig,
  checkDatabase: postgresMismatch,
  async open({ config, logger, telemetry }) {
    const app = await createApp(config, logger, createApiProcess(telemetry));
    return {
      monitor: app.get(HealthMonitor),
      async serve() {
        await app.listen(config.port, config.host);
        return { url: await app.getUrl() };
      },
      close: () => app.close(),
    };
  },
});
