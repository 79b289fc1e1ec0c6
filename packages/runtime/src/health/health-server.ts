import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthMonitor } from './health-monitor.js';

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * `GET /health/live` and `GET /health/ready` for a process that serves no HTTP otherwise. 503 when not ready.
 * Port 0 takes a free one.
 */
export async function startHealthServer(options: {
  readonly port: number;
  readonly host?: string;
  readonly monitor: HealthMonitor;
}): Promise<HealthServer> {
  const { port, host = '0.0.0.0', monitor } = options;
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/health/live') return answer(response, 200, { status: 'live' });
    if (path !== '/health/ready') return answer(response, 404, { status: 'not found' });
    const report = await monitor.report();
    answer(response, report.status === 'ready' ? 200 : 503, report);
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

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
