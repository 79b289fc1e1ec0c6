import pg from 'pg';
import { type Cluster, SUPERUSER } from './cluster.js';

/** The URL of the first database of a cluster, for its superuser. */
export function urlOf(cluster: Pick<Cluster, 'password'>, port: number): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`;
}

/**
 * Makes a database and returns its URL. From a `template` it is a copy of that one, which nobody may be connected to.
 * With `ifMissing` an existing database is left as it is.
 */
export async function createDatabase(
  adminUrl: string,
  name: string,
  { template, ifMissing = false }: { template?: string; ifMissing?: boolean } = {},
): Promise<string> {
  await inDatabase(adminUrl, async (client) => {
    if (ifMissing && (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount) return;
    const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : '';
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${from}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Removes a database and ends the connections to it. Removing one that is not there is fine. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await inDatabase(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

/** Runs `work` on a connection of its own. */
export async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
