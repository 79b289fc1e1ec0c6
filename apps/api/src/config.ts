import type { Failpoint } from '@roster/domain';
import {
  databaseUrl,
  failpoint,
  flag,
  type LogLevel,
  logLevel,
  parseEnvironment,
  port,
  redisUrl,
} from '@roster/runtime';
import { z } from 'zod';

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  LOG_LEVEL: logLevel,
  LOG_PRETTY: flag,
  ROSTER_FAILPOINT: failpoint,
});

export interface ApiConfig {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Unset: the queue lives on Postgres. */
  readonly redisUrl: string | undefined;
  readonly logLevel: LogLevel;
  readonly logPretty: boolean;
  /** Set by the fault suite only. */
  readonly failpoint?: Failpoint | undefined;
}

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const parsed = parseEnvironment(environment, env);
  return {
    port: parsed.PORT,
    host: parsed.HOST,
    databaseUrl: parsed.DATABASE_URL,
    redisUrl: parsed.REDIS_URL,
    logLevel: parsed.LOG_LEVEL,
    logPretty: parsed.LOG_PRETTY,
    failpoint: parsed.ROSTER_FAILPOINT,
  };
}
