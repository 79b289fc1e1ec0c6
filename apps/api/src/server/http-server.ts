import type { IncomingMessage, ServerResponse } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type HealthMonitor, type Logger, type RequestTraces, trustIn } from '@roster/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Answer } from '../contract/answers.js';
import type { ErrorFilter } from '../errors/error.filter.js';
import { BODY_LIMIT_BYTES, HEADERS_TIMEOUT_MS, KEEP_ALIVE_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from '../limits.js';
import { beginSpan, endSpan } from '../tracing/request-span.js';
import { setTraceHeaders } from '../tracing/request-trace.js';
import { logAnswer } from './access-log.js';
import { limitAnswerTime } from './answer-deadline.js';
import { answerClientError } from './client-error.js';
import { addSecurityHeaders } from './security-headers.js';

interface HttpServerOptions {
  /** Null: none are recorded. */
  readonly traces: RequestTraces | null;
  readonly trustedProxies?: readonly string[] | undefined;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The largest body that the route reads, in bytes, where it is not `BODY_LIMIT_BYTES`. */
    largestBody?: number;
  }
}

/** Makes status and headers of what handlers return. */
class AnsweringAdapter extends FastifyAdapter {
  // Not an interceptor: those wrap each handler in an Observable, which costs as much as a third of a request.
  override reply(reply: FastifyReply, body: unknown, status?: number) {
    if (!(body instanceof Answer)) return super.reply(reply, body, status);
    return super.reply(reply.headers(body.headers), body.body, body.status);
  }
}

/** Fastify with our limits, and with our form for the errors that it raises before Nest is asked. */
export function createHttpServer(
  logger: Logger,
  errors: ErrorFilter,
  { traces, trustedProxies = [] }: HttpServerOptions,
): FastifyAdapter {
  const adapter = new AnsweringAdapter({
    // Of a list in `X-Forwarded-For` the right-most entry counts that no trusted proxy has made.
    trustProxy: trustedProxies.length > 0 && trustIn(trustedProxies),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    // While the server closes, what still comes in on open connections is answered as ever.
    return503OnClosing: false,
    // An id too long to exist is answered like one that does not exist.
    routerOptions: { maxParamLength: 16 * 1024 },
    skipMiddie: true,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      errors.answer(error, request, reply),
    clientErrorHandler: answerClientError,
  });
  const server = adapter.getInstance();
  server.decorateRequest('trace', null);
  server.decorateRequest('span', null);
  server.decorateRequest('principal', null);
  server.decorateRequest('provisioner', null);
  server.decorateRequest('change', null);
  server.decorateReply('errorCode', null);
  // Bodies stay bytes until the guards have run, so that unknown callers learn nothing about what a body should look like.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // A file is read while it comes; whoever reads it counts its bytes.
  server.addContentTypeParser('text/csv', (_request, stream, done) => done(null, stream));
  // Nest passes a route's configuration on, but not the limit itself.
  server.addHook('onRoute', (route) => {
    if (route.config?.largestBody !== undefined) route.bodyLimit = route.config.largestBody;
  });
  limitAnswerTime(server, errors);
  addSecurityHeaders(server);
  server.addHook('onRequest', (request, reply, done) => {
    if (traces !== null) beginSpan(traces, request);
    setTraceHeaders(request, reply);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    logAnswer(logger, request, reply);
    endSpan(request, reply);
    done();
  });
  // Node closes the connections that are idle when it stops, but not those that become idle after: these soon do.
  server.addHook('preClose', (done) => {
    server.server.keepAliveTimeout = 1;
    done();
  });
  // RFC 9110, section 10.1.1: an expectation that is not known may be ignored; Node would answer without our envelope.
  server.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.server.emit('request', request, response);
  });
  return adapter;
}

/**
 * While the process drains, each answer ends its connection, so that clients and load balancers open the next one to
 * another node instead of finding this one closed in the middle of a request.
 */
export function leaveConnections(server: FastifyInstance, monitor: HealthMonitor): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (monitor.draining) reply.header('connection', 'close');
    done();
  });
}
