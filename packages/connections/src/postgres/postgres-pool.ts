import type { PoolConfig } from 'pg';
import { PostgresClient, type PostgresClientConfig } from './postgres-client.js';

interface PoolSettings extends Pick<PostgresClientConfig, 'silenceTimeoutMs'> {
  /** Connections at most. */
  readonly max: number;
  /** How long a caller waits for a connection, be it a free one or a new one, in milliseconds. 5 s unless given. */
  readonly acquireTimeoutMs?: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName?: string;
}

/** What a `pg.Pool` of Roster's is made with. */
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
