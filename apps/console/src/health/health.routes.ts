import { databaseChecks } from '@roster/database';
import { HealthMonitor } from '@roster/runtime';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.js';

/** `/health/live`, `/health/startup` and `/health/ready`, as the other processes have them. The queue may be away: pages say so. */
export function serveHealth(server: FastifyInstance, { database, queues, logger }: Services): HealthMonitor {
  const monitor = new HealthMonitor(
    [...databaseChecks(database), { name: 'queue', required: false, check: () => queues.check() }],
    logger,
  );
  const config = { access: 'public' } as const;
  server.get('/health/live', { config }, (_, reply) => reply.send({ status: 'live' }));
  server.get('/health/startup', { config }, async (_, reply) => {
    const report = await monitor.startup();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });
  server.get('/health/ready', { config }, async (_, reply) => {
    const report = await monitor.report();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });
  return monitor;
}
