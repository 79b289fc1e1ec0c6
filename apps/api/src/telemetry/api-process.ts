import { createTelemetry, type GatewayTelemetry, gatewayTelemetry, HttpMetrics } from '@roster/runtime';

/** What the process is, and where it counts what it does. */
export interface ApiProcess extends GatewayTelemetry {
  readonly http: HttpMetrics;
}

export function createApiProcess(telemetry = createTelemetry('api')): ApiProcess {
  return { ...gatewayTelemetry(telemetry), http: new HttpMetrics(telemetry.metrics) };
}
