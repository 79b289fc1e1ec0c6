import { CLIENT_CLOSED_REQUEST } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Calls `ended` once for each request: when its answer was sent, or when there is an answer that its caller did not wait
 * for. That one has the status 499.
 */
export function onRequestEnd(
  server: FastifyInstance,
  ended: (request: FastifyRequest, reply: FastifyReply) => void,
): void {
  server.addHook('onResponse', (request, reply, done) => {
    ended(request, reply);
    done();
  });
  server.addHook('onSend', (request, reply, _payload, done) => {
    // The caller has disconnected, and Fastify calls no `onResponse`.
    if (reply.raw.destroyed) ended(request, reply.code(CLIENT_CLOSED_REQUEST));
    done();
  });
}
