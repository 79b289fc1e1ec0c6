export * from './configuration/api-key-variables.js';
export { auditVariables } from './configuration/audit-variables.js';
export * from './configuration/database-variables.js';
export {
  type Configuration,
  isSecret,
  parseEnvironment,
  readConfiguration,
  variable,
  variableNames,
} from './configuration/environment.js';
export * from './configuration/failpoint.js';
export * from './configuration/process-settings.js';
export * from './configuration/variables.js';
export { webhooks } from './configuration/webhook-variables.js';
export { workerShards } from './configuration/worker-shards.js';
export * from './errors/errors.js';
export * from './health/health-monitor.js';
export { CellDirectoryReader } from './http/cell-directory.js';
export * from './http/client-address.js';
export { healthRoutes, localUrl } from './http/health-server.js';
export { createLogger, type Logger, type LogLevel } from './logging/logger.js';
export { redactFields } from './logging/redaction.js';
export * from './process/run-process.js';
export * from './process/serve.js';
export * from './telemetry/backlog-metrics.js';
export * from './telemetry/batch-metrics.js';
export * from './telemetry/batch-traces.js';
export * from './telemetry/gateway-metrics.js';
export * from './telemetry/gateway-telemetry.js';
export { GatewayTraces } from './telemetry/gateway-traces.js';
export * from './telemetry/http-metrics.js';
export { createRegistry, identifyProcess, watchDroppedRecords } from './telemetry/process-metrics.js';
export * from './telemetry/process-sampler.js';
export * from './telemetry/replica-metrics.js';
export * from './telemetry/request-traces.js';
export { formatTraceparent, newTraceContext, parseTraceparent, type TraceContext } from './telemetry/trace-context.js';
export { startTracing, type Tracing, type TracingSettings, traceTo } from './telemetry/tracing.js';
export * from './timing/background-work.js';
export * from './timing/interval-loop.js';
export * from './timing/time-limit.js';
