import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { sessionLimitsMisfit } from './session-limits.js';
import { hasTransactionPooler } from './transaction-pooler.js';

interface PostgresSettings {
  /** `DATABASE_URL`. */
  readonly url: string;
  /** `DATABASE_DIRECT_URL`, or the same as `url`. */
  readonly directUrl: string;
}

const APPLICATION = 'roster-check';

/**
 * Compares the database with what Roster needs of it: limits for every session, and sessions at all where the queue
 * lives on Postgres. Resolves with a sentence that says what to set; with undefined when it fits, and also when
 * nothing answers: that may end later.
 */
export async function postgresMisfit(
  { url, directUrl }: PostgresSettings,
  { queueOnPostgres }: { readonly queueOnPostgres: boolean },
): Promise<string | undefined> {
  const limits = await asked(url, ({ manager }) => sessionLimitsMisfit(manager));
  if (limits !== undefined || !queueOnPostgres) return limits;
  return asked(directUrl, directMisfit);
}

/** The sentence for a connection that is to be a session of its own, and is not. */
export async function directMisfit(dataSource: DataSource): Promise<string | undefined> {
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
