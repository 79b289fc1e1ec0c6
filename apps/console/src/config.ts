import type { RedisSettings } from '@roster/connections';
import {
  type DatabaseSettings,
  databaseSettings,
  databaseVariables,
  flag,
  type LogLevel,
  logLevel,
  parseEnvironment,
  port,
  redisSettings,
  redisVariables,
  trustedProxies,
} from '@roster/runtime';
import { z } from 'zod';

/** Connections to Postgres unless the environment says otherwise: few people look at the console at once. */
const POOL_SIZE = 5;

const environment = z.object({
  CONSOLE_PORT: port.default(3002),
  /** Of its metrics; 0 takes a free one. */
  METRICS_PORT: port.default(0),
  METRICS_HOST: z.string().default('127.0.0.1'),
  HOST: z.string().default('0.0.0.0'),
  CONSOLE_URL: z.url({ protocol: /^https?$/, error: 'a URL like https://ops.example.com' }).optional(),
  TRUSTED_PROXIES: trustedProxies,
  ...databaseVariables,
  ...redisVariables,
  LOG_LEVEL: logLevel,
  LOG_PRETTY: flag,
});

export interface ConsoleConfig {
  readonly port: number;
  readonly metricsPort: number;
  readonly metricsHost: string;
  readonly host: string;
  /** Under which browsers reach the console. With https its cookies are sent over nothing else. */
  readonly publicUrl: string | undefined;
  /** Addresses or networks whose `X-Forwarded-For` says where a request comes from. */
  readonly trustedProxies: readonly string[];
  readonly database: DatabaseSettings;
  /** Unset: the queue lives on Postgres. */
  readonly redis: RedisSettings | undefined;
  readonly logLevel: LogLevel;
  readonly logPretty: boolean;
}

/** @throws ConfigurationError that names each wrong variable */
export function readConfig(env: NodeJS.ProcessEnv): ConsoleConfig {
  const parsed = parseEnvironment(environment, env);
  return {
    port: parsed.CONSOLE_PORT,
    metricsPort: parsed.METRICS_PORT,
    metricsHost: parsed.METRICS_HOST,
    host: parsed.HOST,
    publicUrl: parsed.CONSOLE_URL,
    trustedProxies: parsed.TRUSTED_PROXIES,
    database: databaseSettings(parsed, POOL_SIZE),
    redis: redisSettings(parsed),
    logLevel: parsed.LOG_LEVEL,
    logPretty: parsed.LOG_PRETTY,
  };
}
