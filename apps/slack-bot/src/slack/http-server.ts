import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type HealthMonitor, healthRoutes, type Logger, localUrl } from '@roster/runtime';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { INSTALL_PATH, type InstallRoutes, REDIRECT_PATH } from './install-routes.js';
import { EVENTS_PATH } from './slack-app.js';

const MOST_FORM_BYTES = 4_096;

export interface BotServer {
  readonly url: string;
  /** Takes no more requests; resolves when those in progress are answered. */
  close(): Promise<void>;
}

interface Options {
  readonly port: number;
  readonly host: string;
  readonly monitor: HealthMonitor;
  readonly installs: InstallRoutes;
  /** Slack's requests; undefined in Socket Mode, where none come this way. */
  readonly slack: RequestListener | undefined;
  readonly logger: Logger;
}

/** One port for all: Slack's requests, the installation in a browser, and the health of the process. */
export async function startBotServer({ port, host, monitor, installs, slack, logger }: Options): Promise<BotServer> {
  const server = Fastify({
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    http: { headersTimeout: 5_000 },
    // A HEAD must not begin an installation.
    exposeHeadRoutes: false,
    return503OnClosing: false,
  });
  const inHand = new Set<ServerResponse>();
  let closing = false;
  server.addHook('onRequest', async (_, { raw: response }) => {
    inHand.add(response);
    response.once('close', () => inHand.delete(response));
    if (closing || monitor.draining) endConnectionAfter(response);
  });
  server.setNotFoundHandler((_, reply) => reply.code(404).send({ status: 'not found' }));
  server.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode >= 500) logger.error({ err: error }, 'a request failed');
    return reply.code(statusCode).send({ status: 'error' });
  });
  await server.register(healthRoutes, { monitor });

  // Bolt reads the body by itself: it checks the signature of its bytes.
  server.post(EVENTS_PATH, {
    onRequest: (request, reply, done) => {
      if (slack === undefined) return void reply.code(404).send({ status: 'this bot uses Socket Mode' });
      reply.hijack();
      slack(request.raw, reply.raw);
      done();
    },
    handler: () => undefined,
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', (_: FastifyRequest, payload: IncomingMessage) =>
    readForm(payload),
  );
  server.get(INSTALL_PATH, (request, reply) => answeredBy(reply, installs.begin(request.raw, reply.raw)));
  server.post(INSTALL_PATH, ({ body }, reply) =>
    answeredBy(reply, installs.connect(typeof body === 'string' ? body : '', reply.raw)),
  );
  server.get(REDIRECT_PATH, (request, reply) => answeredBy(reply, installs.finish(request.raw, reply.raw)));
  await server.listen({ port, host });
  return {
    url: localUrl(server, host),
    close() {
      closing = true;
      for (const response of inHand) endConnectionAfter(response);
      // At once: Fastify closes it a moment later, and new connections are for other bots.
      server.server.close();
      server.server.keepAliveTimeout = 1;
      return server.close();
    },
  };
}

/** Who keeps a connection busy, as a load balancer does, would hold up the end of the server for as long as it likes. */
function endConnectionAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

async function readForm(payload: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of payload.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MOST_FORM_BYTES) return '';
  }
  return body;
}

/** Of routes that write their answer themselves. What fails before they have is answered by Fastify. */
async function answeredBy(reply: FastifyReply, work: Promise<void>): Promise<void> {
  await work;
  reply.hijack();
}
