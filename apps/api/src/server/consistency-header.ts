import type { FastifyInstance } from 'fastify';
import type { ConsistentReads } from '../replica/consistent-reads.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether answers of the route have a `Consistency-Token`. */
    tellsPosition?: boolean;
  }
}

/**
 * Gives answers to writes a token for a position after the write. Errors have it, too: a 409 tells of a change of somebody
 * else, and after a 503, when the outcome is unknown, reads go to the primary. Callers who were not admitted changed nothing.
 */
export function tellPositions(server: FastifyInstance, reads: ConsistentReads): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const admitted = request.principal !== null || request.provisioner !== null;
    if (request.routeOptions.config.tellsPosition !== true || !admitted || reply.statusCode === 429) return payload;
    const token = reply.statusCode >= 500 ? reads.primaryToken() : await reads.token();
    if (token !== undefined) reply.header('consistency-token', token);
    return payload;
  });
}
