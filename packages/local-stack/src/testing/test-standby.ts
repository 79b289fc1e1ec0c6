import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeBaseBackup, writeInCluster } from '../postgres/base-backup.js';
import { inDatabase } from '../postgres/databases.js';
import { type LocalPostgres, promotePostgres, startPostgres } from '../postgres/start-postgres.js';
import { testFolder } from './test-postgres.js';

export interface TestStandby extends LocalPostgres {
  /** Makes it the primary and waits until it takes writes. */
  promote(): Promise<void>;
  /** From now on it receives the log, but what it shows stays as it is. */
  pauseReplay(): Promise<void>;
  resumeReplay(): Promise<void>;
}

const NAME = 'standby';

/**
 * Starts a physical standby that streams from `primary`, which must be durable. With `synchronous`, commits on the
 * primary wait until the standby has them on disk; resolves once that is in effect.
 */
export async function startTestStandby(
  primary: LocalPostgres,
  { synchronous = false }: { synchronous?: boolean } = {},
): Promise<TestStandby> {
  const { folder, remove } = testFolder();
  const dataDir = join(folder, 'postgres');
  await takeBaseBackup(primary, dataDir);
  const cluster = join(dataDir, 'cluster');
  writeInCluster(cluster, 'standby.signal', '');
  appendFileSync(join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${connectionInfo(primary.url)}'\n`);
  const standby = await startPostgres({ dataDir });
  const run = (statement: string) =>
    inDatabase(standby.url, async (client) => {
      await client.query(statement);
    });
  if (synchronous) await makeSynchronous(primary);
  return {
    ...standby,
    promote: () => promotePostgres(dataDir),
    pauseReplay: () => run('SELECT pg_wal_replay_pause()'),
    resumeReplay: () => run('SELECT pg_wal_replay_resume()'),
    async stop() {
      standby.thaw();
      await standby.stop();
      remove();
    },
  };
}

function connectionInfo(url: string): string {
  const { hostname, port, username, password } = new URL(url);
  return `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)} application_name=${NAME}`;
}

async function makeSynchronous(primary: LocalPostgres): Promise<void> {
  await inDatabase(primary.url, async (client) => {
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${NAME}'`);
    await client.query('SELECT pg_reload_conf()');
    for (const deadline = Date.now() + 30_000; ; ) {
      const { rows } = await client.query(`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`);
      if (rows.length > 0) return;
      if (Date.now() > deadline) throw new Error('The standby did not become synchronous within 30 s.');
    }
  });
}
