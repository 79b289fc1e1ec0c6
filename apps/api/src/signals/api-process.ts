import type { ProcessIdentity } from '@roster/domain';
import { createRegistry, GatewayMetrics, HttpMetrics, identifyProcess } from '@roster/runtime';
import type { Registry } from 'prom-client';

/** What the process is, and where it counts what it does. */
export interface ApiProcess {
  readonly identity: ProcessIdentity;
  readonly metrics: Registry;
  readonly http: HttpMetrics;
  readonly changes: GatewayMetrics;
}

export function createApiProcess(): ApiProcess {
  const identity = identifyProcess('api');
  const metrics = createRegistry(identity);
  return { identity, metrics, http: new HttpMetrics(metrics), changes: new GatewayMetrics(metrics) };
}
