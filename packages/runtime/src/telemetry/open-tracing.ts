import {
  type Attributes,
  type Context,
  type Link,
  type SpanKind,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  type SamplingResult,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { ProcessIdentity } from '@roster/domain';

/** Creates spans. Without it nothing is recorded, and OpenTelemetry's SDK is not loaded. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends the remaining spans. Does not reject: losing traces must not affect anything else. */
  close(): Promise<void>;
}

/** Registers nothing globally: the tracer is passed to those who record spans. */
export function openTracing({ kind, id, version }: ProcessIdentity, processor: SpanProcessor, ratio: number): Tracing {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'roster',
      'service.name': `roster-${kind}`,
      'service.version': version,
      'service.instance.id': id,
    }),
    sampler: new ParentBasedSampler({ root: new LinkSampler(new TraceIdRatioBasedSampler(ratio)) }),
    spanProcessors: [processor],
  });
  return {
    tracer: provider.getTracer('roster', version),
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** Records the trace of a batch if that of one of its requests is recorded. */
class LinkSampler implements Sampler {
  constructor(private readonly otherwise: Sampler) {}

  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    const linked = links.some((link) => (link.context.traceFlags & TraceFlags.SAMPLED) !== 0);
    // With a parent, ParentBasedSampler has already decided.
    if (linked && trace.getSpanContext(context) === undefined) return { decision: SamplingDecision.RECORD_AND_SAMPLED };
    return this.otherwise.shouldSample(context, traceId, name, kind, attributes, links);
  }

  toString(): string {
    return `LinkSampler{${this.otherwise.toString()}}`;
  }
}
