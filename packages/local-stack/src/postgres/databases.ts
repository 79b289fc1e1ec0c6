import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Cluster, SUPERUSER } from './cluster.js';

/** The URL of the database `postgres` of a cluster, for its superuser. */
export function urlOf(cluster: Pick<Cluster, 'password'>, port: number): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`;
}

/** The role that Roster's processes run as. `migrate` of the database package creates it. */
const RUNNING_ROLE = 'roster_app';

/**
 * A database's URL as the role that processes run as, from its URL as the owner. The password follows from the owner's,
 * and the owner's does not follow from it: there is nothing to keep.
 */
export function runningUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const password = createHash('sha256')
    .update(`${RUNNING_ROLE}:${decodeURIComponent(url.password)}`)
    .digest('base64url');
  url.username = RUNNING_ROLE;
  url.password = password;
  return url.href;
}

/**
 * Creates a database and returns its URL. With `template` it is a copy of that database, to which nobody may be
 * connected. With `ifMissing` an existing database is left as it is.
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

/** Drops a database, if it exists, and ends the connections to it. */
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
