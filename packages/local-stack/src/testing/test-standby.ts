import { join } from 'node:path';
import { inDatabase } from '../postgres/databases.js';
import { type LocalPostgres, promotePostgres, startPostgres } from '../postgres/start-postgres.js';
import { connectionInfo, STANDBY_NAME, startStandby } from '../postgres/start-standby.js';
import { testFolder } from './test-postgres.js';

export interface TestStandby extends LocalPostgres {
  /** Starts it again, on its port, after `kill`. */
  restart(): Promise<void>;
  /** Makes it the primary and waits until it takes writes. */
  promote(): Promise<void>;
  /** From now on it streams from another server of its cluster. */
  follow(primary: Pick<LocalPostgres, 'url'>): Promise<void>;
  /** From now on it receives the log, but what it shows stays as it is. */
  pauseReplay(): Promise<void>;
  resumeReplay(): Promise<void>;
}

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
  const standby = await startStandby(primary, dataDir);
  const run = (...statements: string[]) =>
    inDatabase(standby.url, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  if (synchronous) await makeSynchronous(primary);
  return {
    ...standby,
    async restart() {
      await startPostgres({ dataDir, port: standby.port });
    },
    promote: () => promotePostgres(dataDir),
    follow: ({ url }) => run(`ALTER SYSTEM SET primary_conninfo = '${connectionInfo(url)}'`, 'SELECT pg_reload_conf()'),
    pauseReplay: () => run('SELECT pg_wal_replay_pause()'),
    resumeReplay: () => run('SELECT pg_wal_replay_resume()'),
    async stop() {
      standby.thaw();
      await standby.stop();
      remove();
    },
  };
}

async function makeSynchronous(primary: LocalPostgres): Promise<void> {
  await inDatabase(primary.url, async (client) => {
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${STANDBY_NAME}'`);
    await client.query('SELECT pg_reload_conf()');
    for (const deadline = Date.now() + 30_000; ; ) {
      const { rows } = await client.query(`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`);
      if (rows.length > 0) return;
      if (Date.now() > deadline) throw new Error('The standby did not become synchronous within 30 s.');
    }
  });
}
