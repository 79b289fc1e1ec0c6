import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createTelemetry,
  type GatewayTelemetry,
  gatewayTelemetry,
  HealthMonitor,
  healthRoutes,
  type Logger,
} from '@roster/runtime';
import { appModule } from './app.module.js';
import { Access } from './auth/access.js';
import type { ApiConfig } from './config.js';
import { ENDPOINTS } from './endpoints.js';
import { ErrorFilter } from './errors/error.filter.js';
import { serveReference } from './reference/reference-page.js';
import { ConsistentReads } from './replica/consistent-reads.js';
import { SCIM_ERRORS } from './scim/protocol/scim-error-form.js';
import { compressAnswers } from './server/compression.js';
import { limitConnections } from './server/connection-limit.js';
import { tellPositions } from './server/consistency-header.js';
import { redirectToConsole } from './server/console-redirect.js';
import { allowOrigins } from './server/cors.js';
import { answerExpectations } from './server/expectations.js';
import { closeConnectionsWhileDraining, createHttpServer } from './server/http-server.js';
import { watchRoutes } from './server/method-not-allowed.js';
import { NestLogger } from './server/nest-logger.js';

/** The whole API, ready to `listen`. `close` first finishes the requests in flight. */
export async function createApp(
  config: ApiConfig,
  logger: Logger,
  telemetry: GatewayTelemetry = gatewayTelemetry(createTelemetry('api')),
): Promise<NestFastifyApplication> {
  const errors = new ErrorFilter(logger, [SCIM_ERRORS]);
  const server = createHttpServer(logger, errors, { traces: telemetry.traces, trustedProxies: config.trustedProxies });
  const { maxConnections } = config;
  if (maxConnections) limitConnections(server.getInstance().server, maxConnections, { ...telemetry, logger });
  const refuseOtherMethods = watchRoutes(server.getInstance());
  await compressAnswers(server.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(appModule(config, logger, telemetry), server, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const monitor = app.get(HealthMonitor);
  allowOrigins(server.getInstance(), config.corsOrigins);
  closeConnectionsWhileDraining(server.getInstance(), monitor);
  if (config.readReplica !== undefined) tellPositions(server.getInstance(), app.get(ConsistentReads));
  const access = app.get(Access);
  answerExpectations(server.getInstance(), (request, reply) => access.admit(request, reply));
  await server.getInstance().register(healthRoutes, { monitor });
  app.useGlobalFilters(errors);
  serveReference(server.getInstance(), ENDPOINTS);
  redirectToConsole(server.getInstance(), config.consoleUrl);
  await app.init();
  refuseOtherMethods();
  return app;
}
