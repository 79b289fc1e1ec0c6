import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, type Tracer } from '@opentelemetry/api';
import { ERROR_CODES, errorDefinition } from '@roster/domain';
import { below, parseTraceparent, type TraceContext, toSpanContext } from './trace-context.js';

export interface EndedRequest {
  /** Without IDs, like `POST /v1/organizations/{organization_id}`. */
  readonly name: string;
  readonly status: number;
  /** The error code of the answer, also of one that nobody received; null if it is no error. */
  readonly errorCode: string | null;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** A request whose span is being recorded. */
export interface TracedRequest {
  /** The trace and the request's span, which is the parent of the spans of its work. */
  readonly context: TraceContext;
  end(request: EndedRequest): void;
}

/** Records a span for each request over HTTP or from Slack. */
export class RequestTraces {
  constructor(private readonly tracer: Tracer) {}

  /** In the caller's trace if it sent a valid `traceparent`, and recorded if that is; otherwise in a new trace. */
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
  if (status >= 500 || isServerError(errorCode)) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/**
 * By the error, also when its answer was never sent. A mistake of the caller is no error of the server (OpenTelemetry,
 * "Semantic conventions for HTTP spans").
 */
function isServerError(errorCode: string | null): boolean {
  const code = ERROR_CODES.find((code) => code === errorCode);
  return code !== undefined && errorDefinition(code).status >= 500;
}
