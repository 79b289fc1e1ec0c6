import { formatTraceparent, newTraceContext, parseTraceparent, type TraceContext } from '@roster/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until `traceOf` has been asked for it. */
    trace: TraceContext | null;
  }
}

/**
 * The request's place in its trace: the caller's trace when it sent a valid `traceparent`, else a new one. Asked for
 * lazily, as requests that the router itself refuses pass no hook.
 */
export function traceOf(request: FastifyRequest): TraceContext {
  request.trace ??= newTraceContext(parseTraceparent(callersTraceparent(request)));
  return request.trace;
}

/** Tells the caller under which id to look for the request in logs and traces. */
export function setTraceHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const trace = traceOf(request);
  reply.header('trace-id', trace.traceId).header('traceparent', formatTraceparent(trace));
}

/** As the caller sent it; one that was sent twice is not valid. */
export function callersTraceparent({ headers: { traceparent } }: FastifyRequest): string | undefined {
  return typeof traceparent === 'string' ? traceparent : undefined;
}
