import type { Tracer } from '@opentelemetry/api';

/** What spans are made with. Without it nothing is recorded, and nothing of OpenTelemetry's SDK is loaded. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. It does not reject: traces that get lost hold nobody up. */
  close(): Promise<void>;
}
