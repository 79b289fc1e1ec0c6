import {
  auditVariables,
  type Configuration,
  failpoint,
  port,
  processSettings,
  readConfiguration,
  tracing,
  variable,
  webhooks,
  wholeNumber,
  workerShards,
} from '@roster/runtime';
import { z } from 'zod';

/** @public The Helm chart's variables are generated from it. */
export const settings = {
  ...processSettings,
  operators: z
    .object({ HEALTH_PORT: port.default(3001), HOST: z.string().default('0.0.0.0') })
    .transform(({ HEALTH_PORT, HOST }) => ({ port: HEALTH_PORT, host: HOST })),
  tracing,
  shards: workerShards,
  /** How long operations that have ended are kept. At least a day, which is how long an Idempotency-Key is valid. */
  retentionHours: variable('OPERATION_RETENTION_HOURS', wholeNumber(24, 100_000).default(24)),
  /** How long an event stays in the feed. */
  eventRetentionDays: variable('EVENT_RETENTION_DAYS', wholeNumber(1, 3_650).default(90)),
  webhooks,
  /** Signs the seals of the audit; unset: they are not signed. */
  auditSigningKey: z.object(auditVariables).transform((env) => env.AUDIT_SIGNING_KEY),
  /** Set by the fault suite only. */
  failpoint: variable('ROSTER_FAILPOINT', failpoint),
};

export type WorkerConfig = Configuration<typeof settings>;

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  return readConfiguration(settings, env);
}
