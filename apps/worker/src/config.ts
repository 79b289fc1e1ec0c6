import { databaseUrl, failpoint, flag, logLevel, port, redisUrl } from '@roster/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  /** Where `/health/live` and `/health/ready` are served. */
  HEALTH_PORT: port.default(3001),
  LOG_LEVEL: logLevel,
  LOG_PRETTY: flag,
  ROSTER_FAILPOINT: failpoint,
});

export type Config = z.infer<typeof configSchema>;
