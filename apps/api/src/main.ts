import 'reflect-metadata';
import { checkPostgres } from '@roster/database';
import { gatewayTelemetry, HealthMonitor, serve } from '@roster/runtime';
import { readConfig } from './config.js';
import { createApp } from './create-app.js';
import { BACKLOG } from './limits.js';

await serve({
  kind: 'api',
  readConfig,
  checkDatabase: checkPostgres,
  async open({ config, logger, telemetry }) {
    const app = await createApp(config, logger, gatewayTelemetry(telemetry));
    return {
      monitor: app.get(HealthMonitor),
      async serve() {
        await app.listen({ port: config.port, host: config.host, backlog: BACKLOG });
        return { url: await app.getUrl() };
      },
      close: () => app.close(),
    };
  },
});
