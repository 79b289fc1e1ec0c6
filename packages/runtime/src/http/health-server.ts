import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyContextConfig, type FastifyInstance, type FastifyPluginCallback } from 'fastify';
import type { Registry } from 'prom-client';
import type { HealthMonitor, HealthReport } from '../health/health-monitor.js';

interface HealthRoutesOptions {
  readonly monitor: HealthMonitor;
  /** The configuration of the routes, for hooks of the server that read it. */
  readonly config?: FastifyContextConfig;
}

/** `GET /health/live`, `/health/startup` and `/health/ready`, for load balancers and orchestrators; 503 means no. */
export const healthRoutes: FastifyPluginCallback<HealthRoutesOptions> = (server, { monitor, config = {} }, done) => {
  const statusOf = ({ status }: HealthReport) => (status === 'ready' ? 200 : 503);
  server.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'));
  server.get('/health/live', { config }, async () => ({ status: 'live' }));
  server.get('/health/startup', { config }, async (_, reply) => {
    const report = await monitor.startup();
    return reply.code(statusOf(report)).send(report);
  });
  server.get('/health/ready', { config }, async (_, reply) => {
    const report = await monitor.report();
    return reply.code(statusOf(report)).send(report);
  });
  done();
};

/** The URL of a listening server, as seen from this machine. */
export function localUrl(server: FastifyInstance, host: string): string {
  const { port } = server.server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

interface HealthServerOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly monitor: HealthMonitor;
  readonly metrics: Registry;
}

/**
 * Serves health and `/metrics` in the text format of Prometheus. This is for operators: do not expose the port to the
 * public.
 */
export async function startHealthServer({ port, host, monitor, metrics }: HealthServerOptions): Promise<HealthServer> {
  const server = Fastify({ forceCloseConnections: true });
  server.addHook('onRequest', async ({ method }, reply) => {
    reply.header('cache-control', 'no-store');
    // Before a body is read, whatever its type.
    if (method !== 'GET' && method !== 'HEAD')
      return reply.code(405).header('allow', 'GET, HEAD').send({ status: 'method not allowed' });
  });
  await server.register(healthRoutes, { monitor });
  server.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  server.setNotFoundHandler((_, reply) => reply.code(404).send({ status: 'not found' }));
  // The caller need not know what went wrong, and the next scrape tries again.
  server.setErrorHandler((_error, _request, reply) => reply.code(500).send());
  await server.listen({ port, host });
  return { url: localUrl(server, host), close: () => server.close() };
}
