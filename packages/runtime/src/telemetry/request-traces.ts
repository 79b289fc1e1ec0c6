import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, type Tracer } from '@opentelemetry/api';
import { below, parseTraceparent, type TraceContext, toSpanContext } from './trace-context.js';

export interface EndedRequest {
  /** As in `POST /v1/organizations/{organization_id}`, without ids. */
  readonly name: string;
  readonly status: number;
  /** The code of the error that was answered. */
  readonly errorCode: string | null;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** A request whose span is being recorded. */
export interface TracedRequest {
  /** Its place in its trace: the span is what it causes hangs on. */
  readonly context: TraceContext;
  end(request: EndedRequest): void;
}

/** Records a span for each request that comes in: one of HTTP, or one of Slack. */
export class RequestTraces {
  constructor(private readonly tracer: Tracer) {}

  /** In the caller's trace when it sent a valid `traceparent`, recorded if the caller's is; else in a new one. */
  begin(traceparent?: string | undefined): TracedRequest {
    const caller = parseTraceparent(traceparent);
    const parent = caller === null ? ROOT_CONTEXT : below(toSpanContext(caller));
    const span = this.tracer.startSpan('request', { kind: SpanKind.SERVER }, parent);
    const { traceId, spanId, traceFlags } = span.spanContext();
    return {
      context: { traceId, parentId: spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 },
      end: (request) => endSpan(span, request),
    };
  }
}

function endSpan(span: Span, { name, status, errorCode, attributes }: EndedRequest): void {
  span.updateName(name);
  span.setAttribute('http.response.status_code', status);
  if (errorCode !== null) span.setAttribute('error.type', errorCode);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) span.setAttribute(key, value);
  // What a caller did wrong is no error of this service (OpenTelemetry, "Semantic conventions for HTTP spans").
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
