import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { HealthReport } from './health-check.js';
import type { HealthMonitor } from './health-monitor.js';

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

interface HealthServerOptions {
  /** 0, and undefined, take a free one. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  readonly monitor: HealthMonitor;
  readonly metrics: Registry;
}

/**
 * `GET /health/live`, `/health/startup`, `/health/ready` (503 when not) and `/metrics` in the text format of Prometheus.
 * It is for operators: the port is not to be reached from outside.
 */
export async function startHealthServer({
  port = 0,
  host = '0.0.0.0',
  monitor,
  metrics,
}: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answer(request, monitor, metrics).then(
      ({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(request.method === 'HEAD' ? undefined : body);
      },
      // What went wrong is not for whoever asks, and the next scrape tries again.
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${bound.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer({ method, url }: IncomingMessage, monitor: HealthMonitor, metrics: Registry): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'method not allowed' });
  switch (url?.split('?')[0]) {
    case '/health/live':
      return json(200, { status: 'live' });
    case '/health/startup':
      return reported(await monitor.startup());
    case '/health/ready':
      return reported(await monitor.report());
    case '/metrics':
      return { status: 200, type: metrics.contentType, body: await metrics.metrics() };
    default:
      return json(404, { status: 'not found' });
  }
}

function reported(report: HealthReport): Answer {
  return json(report.status === 'ready' ? 200 : 503, report);
}

function json(status: number, body: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
