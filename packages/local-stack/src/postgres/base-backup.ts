import { execFileSync } from 'node:child_process';
import { chownSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inDatabase } from './databases.js';
import type { LocalPostgres } from './start-postgres.js';

/**
 * Makes a base backup with the low-level API (Postgres manual, 25.3.4), like `pg_basebackup`: copies the folder while
 * the server runs, the WAL last, and writes the label that says where recovery begins. `target` must not exist; it
 * becomes a `dataDir` for `startPostgres`. `meanwhile` runs after the copy and before the backup ends.
 */
export async function takeBaseBackup(
  { url, dataDir }: Pick<LocalPostgres, 'url' | 'dataDir'>,
  target: string,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const label = await inDatabase(url, async (client) => {
    await client.query(`SELECT pg_backup_start('copy', fast => true)`);
    // Keeps owners: when we are root, the data belongs to the user that the server runs as.
    execFileSync('cp', ['-a', dataDir, target]);
    // The copy misses what happens now; recovery replays it from the WAL.
    await meanwhile();
    const { rows } = await client.query('SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)');
    return rows[0].labelfile as string;
  });
  const cluster = join(target, 'cluster');
  execFileSync('cp', ['-a', '-f', join(dataDir, 'cluster', 'pg_wal'), cluster]);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  writeInCluster(cluster, 'backup_label', label);
}

/** Writes a file in the folder of a cluster, owned by the user that the server runs as. */
export function writeInCluster(cluster: string, name: string, content: string): void {
  const file = join(cluster, name);
  writeFileSync(file, content, { mode: 0o600 });
  const { uid, gid } = statSync(cluster);
  chownSync(file, uid, gid);
}
