import { formatTraceparent, newTraceContext, parseTraceparent, type TraceContext } from '@roster/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the first call of `traceOf`. */
    trace: TraceContext | null;
  }
}

/**
 * The request's trace: the caller's if it sent a valid `traceparent`, otherwise a new one. Created lazily, because
 * requests that the router refuses pass no hook.
 */
export function traceOf(request: FastifyRequest): TraceContext {
  request.trace ??= newTraceContext(parseTraceparent(callersTraceparent(request)));
  return request.trace;
}

/** Sends the caller the trace ID to look for in logs and traces. */
export function setTraceHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const trace = traceOf(request);
  reply.header('trace-id', trace.traceId).header('traceparent', formatTraceparent(trace));
}

/** The caller's `traceparent`; one that is sent twice is invalid. */
export function callersTraceparent({ headers: { traceparent } }: FastifyRequest): string | undefined {
  return typeof traceparent === 'string' ? traceparent : undefined;
}
