import { formatTraceparent, type RequestTraces, type TracedRequest } from '@roster/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callersTraceparent } from './request-trace.js';
import { routeTemplate } from './route-template.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null when traces are not recorded. */
    span: TracedRequest | null;
  }
}

/** Starts a span, whose IDs the answer, logs and command then use. Probes get none. */
export function beginSpan(traces: RequestTraces, request: FastifyRequest): void {
  if (request.url.startsWith('/health/')) return;
  request.span = traces.begin(callersTraceparent(request));
  request.trace = request.span.context;
}

export function endSpan(request: FastifyRequest, reply: FastifyReply): void {
  if (request.span === null) return;
  const { url } = request.routeOptions;
  const route = url === undefined ? undefined : routeTemplate(url);
  request.span.end({
    name: route === undefined ? request.method : `${request.method} ${route}`,
    status: reply.statusCode,
    errorCode: reply.errorCode,
    attributes: {
      'http.request.method': request.method,
      'http.route': route,
      'roster.operation_id': request.change?.operationId,
      'roster.organization_id': request.principal?.organizationId,
    },
  });
}

/** The parent of the command's spans; undefined when the request is not recorded. */
export function traceparentOf({ span }: FastifyRequest): string | undefined {
  return span?.context.sampled ? formatTraceparent(span.context) : undefined;
}
