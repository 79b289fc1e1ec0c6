import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const logLevel = z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info');
export type LogLevel = z.infer<typeof logLevel>;

/** A TCP port; 0 lets the system choose a free one. */
export const port = wholeNumber(0, 65_535);

/** `true` or `false`; unset is false. */
export const flag = z
  .enum(['true', 'false'], { error: 'true or false' })
  .default('false')
  .transform((value) => value === 'true');

/** A whole number written in decimal digits. */
export function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z
    .string({ error })
    .regex(/^\d{1,15}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

/**
 * How long a process goes on serving after SIGTERM, no longer ready, in milliseconds. Load balancers that probe every
 * second or two have taken it out by then, so that a restart drops no request.
 */
export const drainDelay = wholeNumber(0, 300_000).default(5_000);

/** Where traces are sent: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ . Unset: none are recorded. */
export const otlpEndpoint = z.url({ protocol: /^https?$/, error: 'a URL like http://collector:4318' }).optional();

/** Which part of the traces that begin here is recorded. */
export const traceRatio = z
  .string()
  .regex(/^(0(\.\d{1,9})?|1(\.0{1,9})?)$/, { error: 'a number from 0 to 1' })
  .transform(Number)
  .default(1);
