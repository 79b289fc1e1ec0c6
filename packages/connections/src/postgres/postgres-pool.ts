import type { PoolConfig } from 'pg';
import { PostgresClient, type PostgresClientConfig } from './postgres-client.js';

interface PoolSettings extends Pick<PostgresClientConfig, 'silenceTimeoutMs'> {
  /** The maximum number of connections. */
  readonly max: number;
  /** How long a caller waits for a free or new connection, in milliseconds. Default: 5,000. */
  readonly acquireTimeoutMs?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
}

/** Options for a `pg.Pool`. */
export function postgresPoolOptions(url: string, settings: PoolSettings): PoolConfig {
  const { max, acquireTimeoutMs = 5_000, applicationName, silenceTimeoutMs } = settings;
  const options: PoolConfig & Pick<PostgresClientConfig, 'silenceTimeoutMs'> = {
    connectionString: url,
    Client: PostgresClient,
    max,
    connectionTimeoutMillis: acquireTimeoutMs,
    application_name: applicationName,
    silenceTimeoutMs,
  };
  return options;
}
