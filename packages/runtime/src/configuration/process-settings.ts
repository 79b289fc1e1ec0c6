import { z } from 'zod';
import { database } from './database-variables.js';
import { variable } from './environment.js';
import { redis } from './redis-variables.js';
import { flag, logLevel, port, wholeNumber } from './variables.js';

/** The settings that every process reads. */
export const processSettings = {
  database: database(),
  redis,
  logLevel: variable('LOG_LEVEL', logLevel),
  logPretty: variable('LOG_PRETTY', flag),
};

/** Where operators find health and metrics of a process that serves callers on another, public port. */
export const operatorsAddress = z
  .object({
    /** 0: any free port. */
    METRICS_PORT: port.default(0),
    METRICS_HOST: z.string().default('127.0.0.1'),
  })
  .transform(({ METRICS_PORT, METRICS_HOST }) => ({ port: METRICS_PORT, host: METRICS_HOST }));

/**
 * How long a process keeps serving after SIGTERM while it reports that it is not ready, in milliseconds. Load balancers
 * that probe every second or two have removed it by then, so a restart drops no request.
 */
export const drainDelay = variable('DRAIN_DELAY_MS', wholeNumber(0, 300_000).default(5_000));

export const tracing = z
  .object({
    /** Where traces are sent; unset: none are recorded. https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'a URL like http://collector:4318' }).optional(),
    /** The share of traces to record, of those that begin here. */
    OTEL_TRACES_SAMPLER_ARG: z
      .string()
      .regex(/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/, { error: 'a number from 0 to 1' })
      .transform(Number)
      .default(1),
  })
  .transform(({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio }) => ({ endpoint, ratio }));
