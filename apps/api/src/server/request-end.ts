import { CLIENT_CLOSED_REQUEST } from '@roster/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

type EndListener = (request: FastifyRequest, reply: FastifyReply) => void;

declare module 'fastify' {
  interface FastifyInstance {
    readonly endListeners: EndListener[];
  }

  interface FastifyRequest {
    ended: boolean;
  }
}

/**
 * Calls the listener once for each request: when its answer was sent, or when there is one and the connection is closed.
 * Then the status is 499, but an answer that had begun keeps its own, as in nginx's log.
 */
export function onRequestEnd(server: FastifyInstance, listener: EndListener): void {
  if (!server.hasDecorator('endListeners')) watchEnds(server);
  server.endListeners.push(listener);
}

function watchEnds(server: FastifyInstance): void {
  const listeners: EndListener[] = [];
  server.decorate('endListeners', listeners);
  server.decorateRequest('ended', false);

  const end = (request: FastifyRequest, reply: FastifyReply) => {
    if (request.ended) return;
    request.ended = true;
    for (const listener of listeners) listener(request, reply);
  };
  const breakOff = (request: FastifyRequest, reply: FastifyReply) =>
    end(request, reply.raw.headersSent ? reply : reply.code(CLIENT_CLOSED_REQUEST));

  server.addHook('onResponse', (request, reply, done) => {
    end(request, reply);
    done();
  });
  // Fastify calls no `onResponse` when the caller has disconnected. Node closes only the answer whose turn it is: for one
  // behind it (pipelining) the connection tells. One that is ready by then and waits for its turn never ends.
  server.addHook('onSend', (request, reply, _payload, done) => {
    const { raw } = reply;
    if (raw.destroyed || request.raw.socket.destroyed) breakOff(request, reply);
    else
      raw.once('close', () => {
        if (!raw.writableFinished) breakOff(request, reply);
      });
    done();
  });
}
