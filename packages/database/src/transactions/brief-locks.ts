import { setTimeout } from 'node:timers/promises';
import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import { postgresError } from '../postgres-error.js';

const LOCK_NOT_AVAILABLE = '55P03';

/** All changes of a table wait behind a migration that waits for it. So it gives up soon, and lets them pass. */
const BRIEF_LOCKS = `SET LOCAL lock_timeout = '2s'`;
const PAUSE_MS = 5_000;
const TRIES = 60;

/**
 * Runs migrations whose transactions wait for a lock for two seconds at most, and runs them again after a pause when one
 * gave up: a transaction that goes on for minutes, as that of a backup does, uses a table that the migration changes.
 *
 * @throws Error when one still gets no lock after seven minutes; and what `run` throws
 */
export async function withBriefLocks<Result>(dataSource: DataSource, run: () => Promise<Result>): Promise<Result> {
  const limit: EntitySubscriberInterface = {
    afterTransactionStart: ({ queryRunner }) => queryRunner.query(BRIEF_LOCKS),
  };
  dataSource.subscribers.push(limit);
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run();
      } catch (cause) {
        if (postgresError(cause).code !== LOCK_NOT_AVAILABLE) throw cause;
        const holders = await holdersOfLocks(dataSource);
        const problem = `A migration could not lock a table in use by: ${holders}.`;
        if (attempt === TRIES) throw new Error(`${problem} End these transactions, then migrate again.`, { cause });
        console.error(`${problem} It tries again in ${PAUSE_MS / 1_000} s.`);
        await setTimeout(PAUSE_MS);
      }
    }
  } finally {
    dataSource.subscribers.splice(dataSource.subscribers.indexOf(limit), 1);
  }
}

/** The other sessions with locks on our tables, by the names of their applications. */
async function holdersOfLocks(dataSource: DataSource): Promise<string> {
  const [{ holders }] = await dataSource.query(
    `SELECT coalesce(string_agg(DISTINCT format('%s (process %s)', coalesce(nullif(a.application_name, ''), 'unnamed'), a.pid), ', '),
                     'a transaction that has ended meanwhile') AS holders
     FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid JOIN pg_class c ON c.oid = l.relation
     WHERE l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND l.pid <> pg_backend_pid()`,
  );
  return holders;
}
