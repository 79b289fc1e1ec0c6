import { type Context, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { parseTraceparent, type TraceContext } from './trace-context.js';

export function toSpanContext({ traceId, parentId, sampled }: TraceContext): SpanContext {
  return { traceId, spanId: parentId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

/** Where the spans of a command hang; null when its request is not recorded. */
export function recordedContext(traceparent: string | undefined): SpanContext | null {
  const parsed = parseTraceparent(traceparent);
  return parsed?.sampled ? toSpanContext(parsed) : null;
}

export function below(parent: SpanContext): Context {
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}
