import {
  databaseVariables,
  failpoint,
  flag,
  logLevel,
  otlpEndpoint,
  port,
  redisVariables,
  traceRatio,
  wholeNumber,
} from '@roster/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...databaseVariables,
  ...redisVariables,
  /** Where health and metrics are served. */
  HEALTH_PORT: port.default(3001),
  /** How long operations that have ended are kept. Not less than a day: so long an Idempotency-Key is good. */
  OPERATION_RETENTION_HOURS: wholeNumber(24, 100_000).default(24),
  LOG_LEVEL: logLevel,
  LOG_PRETTY: flag,
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
  OTEL_TRACES_SAMPLER_ARG: traceRatio,
  ROSTER_FAILPOINT: failpoint,
});

export type Config = z.infer<typeof configSchema>;
