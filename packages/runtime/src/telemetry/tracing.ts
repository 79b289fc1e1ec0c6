import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ProcessIdentity } from '@roster/domain';
import type { Tracing } from './open-tracing.js';

export type { Tracing };

export interface TracingSettings {
  /** The base URL of an OTLP receiver over HTTP, like http://collector:4318; unset: no traces. */
  readonly endpoint: string | undefined;
  /** The share of traces to record, of those that begin here, from 0 to 1; callers decide about their own. */
  readonly ratio: number;
}

/** Null if no endpoint is set. The exporter itself reads `OTEL_EXPORTER_OTLP_HEADERS`. */
export async function startTracing(
  identity: ProcessIdentity,
  { endpoint, ratio }: TracingSettings,
): Promise<Tracing | null> {
  if (endpoint === undefined) return null;
  const [{ OTLPTraceExporter }, { BatchSpanProcessor }] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/sdk-trace-base'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  return traceTo(identity, new BatchSpanProcessor(exporter), ratio);
}

/** Sends the spans of this process to `processor`. */
export async function traceTo(identity: ProcessIdentity, processor: SpanProcessor, ratio = 1): Promise<Tracing> {
  // Loaded here, so that a process that records nothing does not keep it in memory.
  const { openTracing } = await import('./open-tracing.js');
  return openTracing(identity, processor, ratio);
}
