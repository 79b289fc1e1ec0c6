import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthMonitor, HealthReport, Logger } from '@roster/runtime';
import { INSTALL_PATH, type InstallRoutes, REDIRECT_PATH } from '../slack/install-routes.js';
import { EVENTS_PATH } from '../slack/slack-app.js';

const MOST_FORM_BYTES = 4_096;

export interface BotServer {
  readonly url: string;
  /** Takes no more requests; resolves when those in hand are answered. */
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
export async function startBotServer(options: Options): Promise<BotServer> {
  const { port, host, logger } = options;
  const inHand = new Set<ServerResponse>();
  let closing = false;
  const server = createServer((request, response) => {
    inHand.add(response);
    response.once('close', () => inHand.delete(response));
    if (closing || options.monitor.draining) endConnectionAfter(response);
    route(request, response, options).catch((error: Error) => {
      logger.error({ err: error }, 'a request failed');
      if (!response.headersSent) answer(response, 500, { status: 'error' });
      else response.destroy();
    });
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${bound.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        closing = true;
        server.close((error) => (error ? reject(error) : resolve()));
        for (const response of inHand) endConnectionAfter(response);
        server.closeIdleConnections();
      }),
  };
}

/** Who keeps a connection busy, as a load balancer does, would hold up the end of the server for as long as it likes. */
function endConnectionAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

async function route(request: IncomingMessage, response: ServerResponse, options: Options): Promise<void> {
  const { monitor, installs, slack } = options;
  const path = request.url?.split('?')[0] ?? '/';
  switch (`${request.method} ${path}`) {
    case `POST ${EVENTS_PATH}`:
      if (slack === undefined) return answer(response, 404, { status: 'this bot uses Socket Mode' });
      return slack(request, response);
    case `GET ${INSTALL_PATH}`:
      return installs.begin(request, response);
    case `POST ${INSTALL_PATH}`:
      return installs.connect(await readForm(request), response);
    case `GET ${REDIRECT_PATH}`:
      return installs.finish(request, response);
    case 'GET /health/live':
      return answer(response, 200, { status: 'live' });
    case 'GET /health/ready':
      return report(response, await monitor.report());
    case 'GET /health/startup':
      return report(response, await monitor.startup());
    default:
      return answer(response, 404, { status: 'not found' });
  }
}

function report(response: ServerResponse, health: HealthReport): void {
  answer(response, health.status === 'ready' ? 200 : 503, health);
}

async function readForm(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MOST_FORM_BYTES) return '';
  }
  return body;
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
