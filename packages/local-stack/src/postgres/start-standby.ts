import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeBaseBackup, writeInCluster } from './base-backup.js';
import { type LocalPostgres, startPostgres, stopPostgres } from './start-postgres.js';

/** The name under which a standby connects to its primary, for `synchronous_standby_names`. */
export const STANDBY_NAME = 'standby';

/**
 * Copies `primary`, which must be durable, while it runs, and starts the copy as a physical standby that streams from it.
 * An earlier standby in `dataDir` is stopped and replaced.
 */
export async function startStandby(
  primary: Pick<LocalPostgres, 'url' | 'dataDir'>,
  dataDir: string,
): Promise<LocalPostgres> {
  await stopPostgres(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  await takeBaseBackup(primary, dataDir);
  const cluster = join(dataDir, 'cluster');
  writeInCluster(cluster, 'standby.signal', '');
  appendFileSync(join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${connectionInfo(primary.url)}'\n`);
  return startPostgres({ dataDir });
}

/** What a standby connects to its primary with, as libpq writes it. */
export function connectionInfo(url: string): string {
  const { hostname, port, username, password } = new URL(url);
  return `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)} application_name=${STANDBY_NAME}`;
}
