import { formatTraceparent, type RequestTraces, type TracedRequest } from '@roster/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callersTraceparent } from './request-trace.js';
import { routeTemplate } from './route-template.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null while no traces are recorded. */
    span: TracedRequest | null;
  }
}

/** Its ids become those of the request: in the answer, in logs, in the command. Probes are not worth a trace. */
export function beginSpan(traces: RequestTraces, request: FastifyRequest): void {
  if (request.url.startsWith('/health/')) return;
  request.span = traces.begin(callersTraceparent(request));
  request.trace = request.span.context;
}

export function endSpan(request: FastifyRequest, reply: FastifyReply): void {
  const { url } = request.routeOptions;
  const route = url === undefined ? undefined : routeTemplate(url);
  request.span?.end({
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

/** What the spans of a command hang on; undefined while the request is not recorded. */
export function traceparentOf({ span }: FastifyRequest): string | undefined {
  return span?.context.sampled ? formatTraceparent(span.context) : undefined;
}
