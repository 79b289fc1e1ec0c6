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

/** What spans are made with. Without it nothing is recorded, and nothing of OpenTelemetry's SDK is loaded. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. It does not reject: traces that get lost hold nobody up. */
  close(): Promise<void>;
}

/** Nothing is registered globally: who records spans is given the tracer. */
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

/** A batch begins a trace of its own. It is recorded when one of the requests that it carries out is. */
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
    // A parent decides before this sampler is asked, so there is none here.
    if (linked && trace.getSpanContext(context) === undefined) return { decision: SamplingDecision.RECORD_AND_SAMPLED };
    return this.otherwise.shouldSample(context, traceId, name, kind, attributes, links);
  }

  toString(): string {
    return `LinkSampler{${this.otherwise.toString()}}`;
  }
}
