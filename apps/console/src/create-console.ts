import cookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import { databaseChecks, ProcessSampleStore, poolUse } from '@roster/database';
import {
  HealthMonitor,
  healthRoutes,
  IntervalLoop,
  localUrl,
  type OpenProcess,
  type ProcessContext,
  ProcessSampler,
  type Telemetry,
  trustProxies,
} from '@roster/runtime';
import Fastify, { type FastifyInstance } from 'fastify';
import { Cookies } from './access/cookies.js';
import { guardRoutes } from './access/guard.js';
import { serveOidc } from './access/oidc.routes.js';
import { serveSecondFactor } from './access/second-factor.routes.js';
import { SecondFactorCodes } from './access/second-factor-codes.js';
import { setSecurityHeaders } from './access/security-headers.js';
import { serveSignIn } from './access/sign-in.routes.js';
import { serveSignInCode } from './access/sign-in-code.routes.js';
import type { ConsoleConfig } from './config.js';
import { answerErrors } from './errors.js';
import { serveEvents } from './events/events.routes.js';
import { serveAssets } from './layout/assets.js';
import { serveOperations } from './operations/operations.routes.js';
import { serveOverview } from './overview/overview.routes.js';
import { serveBoard } from './queues/board.routes.js';
import { openServices, type Services } from './services.js';
import { serveSlack } from './slack/slack.routes.js';
import { serveWebhooks } from './webhooks/webhooks.routes.js';

/** A form of the console is some hundred bytes; a pasted error answer comes in the address. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** A pasted text of 20,000 characters, most of them escaped. */
const MAX_HEADER_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const PURGE_INTERVAL_MS = 10 * 60_000;

/** The whole console, ready to serve. */
export async function createConsole({
  config,
  logger,
  telemetry,
}: Pick<ProcessContext<ConsoleConfig>, 'config' | 'logger' | 'telemetry'>): Promise<OpenProcess> {
  const services = await openServices(config, logger);
  try {
    return await createServer(config, services, telemetry);
  } catch (error) {
    await services.close();
    throw error;
  }
}

async function createServer(
  config: ConsoleConfig,
  services: Services,
  { identity, metrics }: Telemetry,
): Promise<OpenProcess> {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const cookies = new Cookies(secure);
  const server: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: config.trustedProxies.length > 0 && trustProxies(config.trustedProxies),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  server.addHook('onRequest', async (request, reply) => setSecurityHeaders(request, reply, secure));
  await server.register(cookie);
  await server.register(formBody);
  answerErrors(server, services.logger);
  guardRoutes(server, services, cookies, config.publicUrl);

  serveAssets(server);
  const { database, queues, logger } = services;
  const monitor = new HealthMonitor(
    // The queue may be away: pages say so.
    [...databaseChecks(database), { name: 'queue', required: false, check: () => queues.check() }],
    logger,
  );
  await server.register(healthRoutes, { monitor, config: { access: 'public' } });
  serveSignIn(server, services, cookies);
  const codes = new SecondFactorCodes(services, cookies);
  serveSignInCode(server, services, cookies, codes);
  serveSecondFactor(server, services, cookies, codes);
  if (services.oidc) serveOidc(server, services, cookies, services.oidc);
  serveOverview(server, services);
  serveOperations(server, services);
  serveSlack(server, services);
  serveWebhooks(server, services);
  serveEvents(server, services);
  await serveBoard(server, services);
  await server.ready();
  const sampler = new ProcessSampler({
    identity,
    metrics,
    pool: () => poolUse(database),
    store: new ProcessSampleStore(database),
    logger,
  });
  const purge = new IntervalLoop({
    name: 'forget old sessions',
    logger,
    intervalMs: PURGE_INTERVAL_MS,
    run: async () => {
      await services.sessions.purge();
      await services.halfSignIns.purge();
      await services.devices.purge();
      await services.attempts.purge();
    },
  });

  return {
    monitor,
    async serve() {
      await server.listen({ port: config.port, host: config.host });
      return { url: config.publicUrl ?? localUrl(server, config.host) };
    },
    async close() {
      await purge.stop();
      await server.close();
      await sampler.close();
      await services.close();
    },
  };
}
