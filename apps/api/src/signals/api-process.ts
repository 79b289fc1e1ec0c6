import { createGatewayProcess, type GatewayProcess, HttpMetrics, identifyProcess, type Tracing } from '@roster/runtime';

/** What the process is, and where it counts what it does. */
export interface ApiProcess extends GatewayProcess {
  readonly http: HttpMetrics;
}

export function createApiProcess(identity = identifyProcess('api'), tracing: Tracing | null = null): ApiProcess {
  const process = createGatewayProcess(identity, tracing);
  return { ...process, http: new HttpMetrics(process.metrics) };
}
