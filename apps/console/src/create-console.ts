import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import { type Logger, trustIn } from '@roster/runtime';
import Fastify, { type FastifyInstance } from 'fastify';
import { Cookies } from './access/cookies.js';
import { guardRoutes } from './access/guard.js';
import { setSecurityHeaders } from './access/security-headers.js';
import { serveSignIn } from './access/sign-in.routes.js';
import type { ConsoleConfig } from './config.js';
import { answerErrors } from './errors.js';
import { serveEvents } from './events/events.routes.js';
import { serveHealth } from './health/health.routes.js';
import { ProcessSignals } from './health/process-signals.js';
import { serveAssets } from './layout/assets.js';
import { serveOperations } from './operations/operations.routes.js';
import { serveOverview } from './overview/overview.routes.js';
import { serveBoard } from './queues/board.routes.js';
import { openServices, type Services } from './services.js';

/** A form of the console is some hundred bytes; a pasted error answer comes in the address. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** A pasted text of 20,000 characters, most of them escaped. */
const MAX_HEADER_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const PURGE_INTERVAL_MS = 10 * 60_000;

export interface RosterConsole {
  /** Resolves with the address under which it serves. */
  listen(): Promise<string>;
  /** Finishes the requests in hand first. */
  close(): Promise<void>;
}

/** The whole console, ready to `listen`. */
export async function createConsole(config: ConsoleConfig, logger: Logger): Promise<RosterConsole> {
  const services = await openServices(config, logger);
  try {
    return await serve(config, services);
  } catch (error) {
    await services.close();
    throw error;
  }
}

async function serve(config: ConsoleConfig, services: Services): Promise<RosterConsole> {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const cookies = new Cookies(secure);
  const server: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: config.trustedProxies.length > 0 && trustIn(config.trustedProxies),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  });
  server.addHook('onRequest', async (request, reply) => setSecurityHeaders(request, reply, secure));
  await server.register(cookie);
  await server.register(formBody);
  answerErrors(server, services.logger);
  guardRoutes(server, services, cookies, config.publicUrl);

  serveAssets(server);
  const monitor = serveHealth(server, services);
  serveSignIn(server, services, cookies);
  serveOverview(server, services);
  serveOperations(server, services);
  serveEvents(server, services);
  await serveBoard(server, services);
  await server.ready();
  const signals = await ProcessSignals.start(services, monitor, { port: config.metricsPort, host: config.metricsHost });
  const purge = setInterval(() => void forgetOld(services), PURGE_INTERVAL_MS);

  return {
    async listen() {
      await server.listen({ port: config.port, host: config.host });
      const { port } = server.server.address() as AddressInfo;
      return config.publicUrl ?? `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
    },
    async close() {
      monitor.drain();
      clearInterval(purge);
      await server.close();
      await signals.close();
      await services.close();
    },
  };
}

async function forgetOld({ sessions, attempts, logger }: Services): Promise<void> {
  try {
    await sessions.purge();
    await attempts.purge();
  } catch (error) {
    logger.warn({ error: String(error) }, 'forget old sessions');
  }
}
