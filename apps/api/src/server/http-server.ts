import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type HealthMonitor, type Logger, type RequestTraces, trustProxies } from '@roster/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Answer } from '../contract/answers.js';
import type { ErrorFilter } from '../errors/error.filter.js';
import { BODY_LIMIT_BYTES, HEADERS_TIMEOUT_MS, KEEP_ALIVE_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from '../limits.js';
import { beginSpan, endSpan } from '../tracing/request-span.js';
import { setTraceHeaders } from '../tracing/request-trace.js';
import { logEnd } from './access-log.js';
import { limitAnswerTime } from './answer-deadline.js';
import { answerClientError, refuseConnect } from './client-error.js';
import { lingerAfterEarlyAnswers } from './lingering-close.js';
import { onRequestEnd } from './request-end.js';
import { headProblem, originForm } from './request-head.js';
import { handleInTurns } from './request-turns.js';
import { securityHeaders } from './security-headers.js';

interface HttpServerOptions {
  /** Null when traces are not recorded. */
  readonly traces: RequestTraces | null;
  readonly trustedProxies?: readonly string[] | undefined;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The largest body that the route accepts, in bytes. Default: `BODY_LIMIT_BYTES`. */
    largestBody?: number;
  }
}

/** Sets status and headers from what handlers return. */
class AnsweringAdapter extends FastifyAdapter {
  // Not an interceptor: those wrap each handler in an Observable, which adds up to a third to the cost of a request.
  override reply(reply: FastifyReply, body: unknown, status?: number) {
    if (!(body instanceof Answer)) return super.reply(reply, body, status);
    return super.reply(reply.headers(body.headers), body.body, body.status);
  }
}

/** Fastify with our limits, and our envelope for errors that it raises before Nest runs. */
export function createHttpServer(
  logger: Logger,
  errors: ErrorFilter,
  { traces, trustedProxies = [] }: HttpServerOptions,
): FastifyAdapter {
  const adapter = new AnsweringAdapter({
    // In `X-Forwarded-For` the right-most address that is not a trusted proxy counts.
    trustProxy: trustedProxies.length > 0 && trustProxies(trustedProxies),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    // A request without `Host` is answered with our envelope.
    http: { headersTimeout: HEADERS_TIMEOUT_MS, requireHostHeader: false },
    // While the server closes, requests on open connections are still served.
    return503OnClosing: false,
    // An ID that is too long is answered like one that does not exist.
    routerOptions: { maxParamLength: 16 * 1024 },
    skipMiddie: true,
    rewriteUrl: originForm,
    // The router raises these before any hook.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      errors.answer(error, request, reply.headers(securityHeaders())),
    clientErrorHandler: answerClientError,
  });
  const server = adapter.getInstance();
  server.decorateRequest('trace', null);
  server.decorateRequest('span', null);
  server.decorateRequest('principal', null);
  server.decorateRequest('provisioner', null);
  server.decorateRequest('change', null);
  server.decorateRequest('parts', null);
  server.decorateReply('errorCode', null);
  // Bodies stay bytes until the guards have run, so that callers without a token learn nothing about valid bodies.
  server.removeAllContentTypeParsers();
  // Fastify remembers the parser of a type by its name, but not one for all types.
  server.addContentTypeParser(['application/json', '*'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  // A file is a stream; its reader counts the bytes.
  server.addContentTypeParser('text/csv', (_request, stream, done) => done(null, stream));
  // Nest passes a route's configuration on, but not the limit itself.
  server.addHook('onRoute', (route) => {
    if (route.config?.largestBody !== undefined) route.bodyLimit = route.config.largestBody;
  });
  limitAnswerTime(server, errors);
  lingerAfterEarlyAnswers(server);
  const watchProxy = trustedProxies.length === 0 ? warnOfUnknownProxy(logger) : () => {};
  server.addHook('onRequest', (request, reply, done) => {
    if (traces !== null) beginSpan(traces, request);
    setTraceHeaders(request, reply);
    reply.headers(securityHeaders(request.url));
    watchProxy(request);
    const problem = headProblem(request.raw);
    // Whatever follows on the connection cannot be trusted either.
    if (problem) reply.header('connection', 'close');
    done(problem);
  });
  handleInTurns(server);
  onRequestEnd(server, (request, reply) => {
    logEnd(logger, request, reply);
    endSpan(request, reply);
  });
  // Node closes connections that are idle when it stops, but not those that become idle later. This closes them soon.
  server.addHook('preClose', (done) => {
    server.server.keepAliveTimeout = 1;
    done();
  });
  // A header that Node left out, beyond the first 2,000, would be ignored. Their size is limited anyway.
  server.server.maxHeadersCount = 0;
  server.server.on('connect', refuseConnect);
  return adapter;
}

/** Warns once: callers that come through such a proxy share its address, in limits and in the audit. */
function warnOfUnknownProxy(logger: Logger): (request: FastifyRequest) => void {
  let warned = false;
  return ({ headers }) => {
    if (warned || headers['x-forwarded-for'] === undefined) return;
    warned = true;
    logger.warn(
      'a request has X-Forwarded-For, and TRUSTED_PROXIES is not set: callers count by the address of their proxy',
    );
  };
}

/**
 * While the process drains, each answer closes its connection, so that clients and load balancers connect to another
 * node instead of finding this one closed in the middle of a request.
 */
export function closeConnectionsWhileDraining(server: FastifyInstance, monitor: HealthMonitor): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (monitor.draining) reply.header('connection', 'close');
    done();
  });
}
