import type { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { runningRoleAdvice } from './running-role.js';
import { sessionLimitsMismatch } from './session-limits.js';

interface PostgresSettings {
  /** `DATABASE_URL`. */
  readonly url: string;
  /** `DATABASE_DIRECT_URL`, or the same as `url`. */
  readonly directUrl: string;
}

const APPLICATION = 'roster-check';

/**
 * Checks that the database is what Roster needs: with limits for every session and, when the queue lives on Postgres, with
 * sessions at all. Resolves with a sentence that says what to set; with undefined when all is right, and also when nothing
 * answers: that may change.
 */
export async function postgresMismatch(
  { url, directUrl }: PostgresSettings,
  { queueOnPostgres }: { readonly queueOnPostgres: boolean },
): Promise<string | undefined> {
  const limits = await asked(url, ({ manager }) => sessionLimitsMismatch(manager));
  if (limits !== undefined || !queueOnPostgres) return limits;
  return asked(directUrl, directMismatch);
}

/** What the processes check at their start: what keeps them from it, and what they only warn of. */
export async function checkPostgres(
  settings: PostgresSettings,
  needs: { readonly queueOnPostgres: boolean },
): Promise<{ mismatch: string | undefined; advice: string | undefined }> {
  const mismatch = await postgresMismatch(settings, needs);
  return { mismatch, advice: mismatch ?? (await asked(settings.url, ({ manager }) => runningRoleAdvice(manager))) };
}

/** The sentence for a connection that should be a session of its own and is not. */
export async function directMismatch(dataSource: DataSource): Promise<string | undefined> {
  if (!(await hasTransactionPooler(dataSource))) return undefined;
  return (
    'There is a pooler before Postgres that gives each transaction another session. Migrations, and a queue on ' +
    'Postgres, need a session of their own: set DATABASE_DIRECT_URL to the address of the server itself.'
  );
}

async function asked(
  url: string,
  question: (dataSource: DataSource) => Promise<string | undefined>,
): Promise<string | undefined> {
  const dataSource = createDataSource(url, { poolSize: 2, applicationName: APPLICATION });
  try {
    await dataSource.initialize();
  } catch {
    return undefined;
  }
  try {
    return await question(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** Other clients of a pooler may come between two queries: so it is tested more than once. */
const ROUNDS = 4;

/**
 * Whether a pooler before the server gives each transaction another session. Tested with two open connections.
 *
 * Postgres sends the ID of the session at sign-in. A pooler makes one up, as a connection to it belongs to no session. A
 * pooler by session keeps a session for each connection; one by transaction gives the session of the first connection to
 * the second, or another one to the first.
 */
async function hasTransactionPooler(dataSource: DataSource): Promise<boolean> {
  const [first, second] = [dataSource.createQueryRunner(), dataSource.createQueryRunner()];
  try {
    const { processID }: Client & { processID?: number } = await first.connect();
    const session = await sessionOf(first);
    if (session === processID) return false;
    for (let round = 0; round < ROUNDS; round++) {
      await second.startTransaction();
      const other = await sessionOf(second);
      const now = await sessionOf(first);
      await second.rollbackTransaction();
      if (other === session || now !== session) return true;
    }
    return false;
  } finally {
    await first.release();
    await second.release();
  }
}

async function sessionOf(runner: QueryRunner): Promise<number> {
  const [{ session }] = await runner.query('SELECT pg_backend_pid() AS session');
  return session;
}
