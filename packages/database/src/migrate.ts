import { setTimeout as delay } from 'node:timers/promises';
import { type DataSource, MigrationExecutor } from 'typeorm';
import { tryLock } from './advisory-locks.js';
import { openDataSource } from './data-source.js';
import { migrateQueue } from './migrate-queue.js';
import { directMismatch } from './sessions/postgres-mismatch.js';
import { createRunningRole, grantPrivileges, prepareRunningRole } from './sessions/running-role.js';
import { setSessionLimits, UNLIMITED } from './sessions/session-limits.js';
import { withBriefLocks } from './transactions/brief-locks.js';
import { retryAborted } from './transactions/retry-aborted.js';

const LOCK_POLL_MS = 200;

/**
 * Brings the schema up to date, that of the queue included, gives the running role its rights and session limits, and
 * returns the migrations that ran. Creates the running role if it is missing. Several processes may call it at once.
 *
 * @param ownerUrl as the role that owns the tables; leads to the server itself, not to a transaction pooler
 * @param runningUrl as the role that the processes run as; the owner unless given
 */
export async function migrate(ownerUrl: string, runningUrl = ownerUrl): Promise<{ applied: string[] }> {
  const settings = { poolSize: 2, applicationName: 'roster-migrate', silenceTimeoutMs: 0 };
  const dataSource = await openDataSource(ownerUrl, settings);
  try {
    const mismatch = await directMismatch(dataSource);
    if (mismatch !== undefined) throw new Error(mismatch);
    // Building the index of a large table, or waiting for another process, may take long.
    dataSource.subscribers.push({ afterTransactionStart: ({ queryRunner }) => queryRunner.query(UNLIMITED) });
    for (let attempt = 1; ; attempt += 1) {
      // The lock has a transaction of its own: each migration commits, and the lock must not end with it.
      const applied = await dataSource.transaction(async (lock) =>
        (await tryLock(lock, 'migration')) ? migrateLocked(dataSource, ownerUrl, runningUrl) : undefined,
      );
      if (applied !== undefined) return { applied };
      if (attempt === 1) console.error('Another process is migrating this database: waiting until it has finished.');
      // A concurrent index build would wait for any process that waited here inside a transaction.
      await delay(LOCK_POLL_MS);
    }
  } finally {
    await dataSource.destroy();
  }
}

/** The names of the migrations that ran. */
async function migrateLocked(dataSource: DataSource, ownerUrl: string, runningUrl: string): Promise<string[]> {
  const running = await prepare(dataSource, ownerUrl, runningUrl);
  // A migration locks tables that changes lock too, some of them in another order.
  const pending = await new MigrationExecutor(dataSource).getPendingMigrations();
  await withBriefLocks(dataSource, () => retryAborted(() => dataSource.runMigrations({ transaction: 'each' })));
  await migrateQueue(dataSource);
  if (running !== undefined) await dataSource.transaction((tx) => grantPrivileges(tx, running));
  return pending.map(({ name }) => name);
}

/** Resolves with the name of the running role, unless it is the owner. */
async function prepare(dataSource: DataSource, ownerUrl: string, runningUrl: string): Promise<string | undefined> {
  if (runningUrl !== ownerUrl) {
    await createRunningRole(dataSource, runningUrl);
    const role = await prepareRunningRole(runningUrl);
    const [{ owner }] = await dataSource.query('SELECT current_user AS owner');
    if (role !== owner) return role;
  }
  await dataSource.transaction((tx) => setSessionLimits(tx));
  return undefined;
}

/** The migrations that this version needs and the database lacks. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const wanted = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const rows: { name: string }[] = await dataSource.query(
    `SELECT w.name FROM unnest($1::text[]) AS w (name) WHERE w.name NOT IN (SELECT name FROM migrations)`,
    [wanted],
  );
  return rows.map(({ name }) => name);
}
