import 'reflect-metadata';
import { PostgresClient, type ServerRole } from '@roster/connections';
import { DataSource, type DataSourceOptions } from 'typeorm';
import * as entities from './entities/index.js';
import * as migrations from './migrations/index.js';

export interface ConnectionSettings {
  /** The most connections. The default of 10 suits one process on two cores. */
  readonly poolSize?: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName?: string;
  /** After how long without a byte a connection with a query is given up, in milliseconds; 0 for never. */
  readonly silenceTimeoutMs?: number;
  /** How long a caller waits for a connection, free or new, in milliseconds; 5,000 by default. */
  readonly acquireTimeoutMs?: number;
  /** Which server to connect to; `primary` by default. */
  readonly role?: ServerRole;
}

export function dataSourceOptions(databaseUrl: string, settings: ConnectionSettings = {}): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    applicationName: settings.applicationName ?? 'roster',
    poolSize: settings.poolSize ?? 10,
    connectTimeoutMS: settings.acquireTimeoutMs ?? 5_000,
    entities: Object.values(entities),
    migrations: Object.values(migrations).sort((a, b) => timeOf(a) - timeOf(b)),
    migrationsTableName: 'migrations',
    synchronize: false,
    // No start-up parameters: a pooler refuses them. Limits are settings of the role (`setSessionLimits`).
    extra: { Client: PostgresClient, silenceTimeoutMs: settings.silenceTimeoutMs, role: settings.role },
  };
}

/** A migration's name ends with its time, in milliseconds since 1970. */
function timeOf({ name }: { readonly name: string }): number {
  return Number(name.slice(-13));
}

export function createDataSource(databaseUrl: string, settings?: ConnectionSettings): DataSource {
  return new DataSource(dataSourceOptions(databaseUrl, settings));
}

/** @throws an error that names the variable to check, when no connection can be made */
export async function openDataSource(databaseUrl: string, settings?: ConnectionSettings): Promise<DataSource> {
  try {
    return await createDataSource(databaseUrl, settings).initialize();
  } catch (cause) {
    throw new Error('Cannot connect to Postgres. Is DATABASE_URL right, and does it accept connections?', { cause });
  }
}
