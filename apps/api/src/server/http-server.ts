import type { IncomingMessage, ServerResponse } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DomainError } from '@roster/domain';
import { type HealthMonitor, type Logger, type RequestTraces, trustProxies } from '@roster/runtime';
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
  // Bodies stay bytes until the guards have run, so that callers without a token learn nothing about valid bodies.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // A file is a stream; its reader counts the bytes.
  server.addContentTypeParser('text/csv', (_request, stream, done) => done(null, stream));
  // Nest passes a route's configuration on, but not the limit itself.
  server.addHook('onRoute', (route) => {
    if (route.config?.largestBody !== undefined) route.bodyLimit = route.config.largestBody;
  });
  if (trustedProxies.length === 0) warnOfUnknownProxy(server, logger);
  limitAnswerTime(server, errors);
  addSecurityHeaders(server);
  server.addHook('onRequest', (request, reply, done) => {
    if (traces !== null) beginSpan(traces, request);
    setTraceHeaders(request, reply);
    done();
  });
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    done(
      namesOneHost(raw) ? undefined : new DomainError('MALFORMED_REQUEST', { header: 'Host', expected: 'exactly one' }),
    );
  });
  server.addHook('onResponse', (request, reply, done) => {
    logAnswer(logger, request, reply);
    endSpan(request, reply);
    done();
  });
  // Node closes connections that are idle when it stops, but not those that become idle later. This closes them soon.
  server.addHook('preClose', (done) => {
    server.server.keepAliveTimeout = 1;
    done();
  });
  // An unknown expectation may be ignored (RFC 9110, section 10.1.1). Node would answer 417 without our envelope.
  server.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.server.emit('request', request, response);
  });
  return adapter;
}

/** As RFC 9112, section 3.2, asks: with two, a proxy may have taken the other one. HTTP/1.0 knows none. */
function namesOneHost({ rawHeaders, httpVersionMinor }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersionMinor === 0);
}

/** Warns once: callers that come through such a proxy share its address, in limits and in the audit. */
function warnOfUnknownProxy(server: FastifyInstance, logger: Logger): void {
  let warned = false;
  server.addHook('onRequest', ({ headers }, _reply, done) => {
    if (!warned && headers['x-forwarded-for'] !== undefined) {
      warned = true;
      logger.warn(
        'a request has X-Forwarded-For, and TRUSTED_PROXIES is not set: callers count by the address of their proxy',
      );
    }
    done();
  });
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
