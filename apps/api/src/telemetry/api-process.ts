import { createTelemetry, type GatewayTelemetry, gatewayTelemetry, HttpMetrics } from '@roster/runtime';

/** The process's identity and its telemetry. */
export interface ApiProcess extends GatewayTelemetry {
  readonly http: HttpMetrics;
}

export function createApiProcess(telemetry = createTelemetry('api')): ApiProcess {
  return { ...gatewayTelemetry(telemetry), http: new HttpMetrics(telemetry.metrics) };
}
