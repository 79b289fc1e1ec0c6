import { setTimeout as delay } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { type DataSource, MigrationExecutor } from 'typeorm';
import { tryLock } from './advisory-locks.js';
import { openDataSource } from './data-source.js';
import { directMismatch } from './sessions/postgres-mismatch.js';
import { createRunningRole, grantPrivileges, prepareRunningRole, QUEUE_SCHEMA } from './sessions/running-role.js';
import { setSessionLimits, UNLIMITED } from './sessions/session-limits.js';
import { withBriefLocks } from './transactions/brief-locks.js';
import { retryAfterDeadlock } from './transactions/retry-after-deadlock.js';

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
  await withBriefLocks(dataSource, () => retryAfterDeadlock(() => dataSource.runMigrations({ transaction: 'each' })));
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

/** The queues by their names in BullMQ. It counts the jobs of each in a sequence, which it would create with the first. */
const QUEUES = ['membership', 'membership-bulk', 'webhooks'];

/**
 * BullMQ would store five events for each job and send a NOTIFY for each, which wakes every connection that listens, on
 * any channel. Nothing reads them: see docs/adr/0002-reply-bus.md.
 */
const STORE_NO_EVENTS = [
  `CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.publish_event(p_queue text, p_event text, p_data jsonb) RETURNS bigint
   IMMUTABLE LANGUAGE sql AS 'SELECT 0::bigint'`,
  // Jobs that are added in bulk insert their events without that function.
  `CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.store_no_event() RETURNS trigger
   LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  // CREATE TRIGGER locks the table, also when it replaces a trigger.
  `DO $$ BEGIN
     IF NOT EXISTS (SELECT FROM pg_trigger
                    WHERE tgrelid = '${QUEUE_SCHEMA}.event'::regclass AND tgname = 'store_no_event') THEN
       CREATE TRIGGER store_no_event BEFORE INSERT ON ${QUEUE_SCHEMA}.event
       FOR EACH ROW EXECUTE FUNCTION ${QUEUE_SCHEMA}.store_no_event();
     END IF;
   END $$`,
  `DELETE FROM ${QUEUE_SCHEMA}.event`,
];

/**
 * BullMQ's own migrations. Processes check its schema and do not change it: they may define nothing. It is there also
 * while the queue is on Redis, so that nothing has to be migrated when the queue moves.
 */
async function migrateQueue(dataSource: DataSource): Promise<void> {
  const { runMigrations } = await import('bullmq');
  const runner = dataSource.createQueryRunner();
  try {
    const client: ClientBase = await runner.connect();
    // BullMQ begins its transaction itself. The connection is used for nothing else after this.
    await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await runMigrations(client, QUEUE_SCHEMA);
    for (const statement of STORE_NO_EVENTS) await client.query(statement);
    await client.query(
      `DO $$ BEGIN
         EXECUTE (SELECT string_agg(format('CREATE SEQUENCE IF NOT EXISTS ${QUEUE_SCHEMA}.%I', name), ';')
                  FROM unnest(ARRAY['${QUEUES.join("', '")}']) AS queue, ${QUEUE_SCHEMA}.job_id_seq_name(queue) AS name);
       END $$`,
    );
  } finally {
    await runner.release();
  }
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
