import { PostgresClient, postgresPoolOptions } from '@roster/connections';
import { createPostgresBackend, type PostgresConnection, type PostgresQueueBackend, type QueueOptions } from 'bullmq';

const SCHEMA = 'bullmq';

/**
 * COMMIT of a job does not wait for the disk: like Redis with `everysec`, a Postgres that crashes loses the jobs of its
 * last moments, and none of the changes (docs/adr/0049-jobs-do-not-wait-for-the-disk.md).
 */
const SESSION_SETTINGS = '-c synchronous_commit=off';

/** The error code when a migration has changed the columns that a prepared statement returns. */
const FEATURE_NOT_SUPPORTED = '0A000';

/** Completed jobs are trimmed once per this many jobs. BullMQ trims with every job, and reads all of them to do so. */
const TRIM_EVERY = 64;

/** @param max the most connections, beside the one that listens */
export function postgresOptions(connectionString: string, max: number): QueueOptions {
  const connection = {
    ...postgresPoolOptions(connectionString, { max, applicationName: 'roster-queue' }),
    options: SESSION_SETTINGS,
    schema: SCHEMA,
    // Processes may define nothing: `migrate` of the database package has done it.
    migrate: false,
  };
  // The option is typed for the default backend; the one in use takes a pool configuration.
  return { connection: connection as unknown as QueueOptions['connection'] };
}

/**
 * BullMQ's backend on Postgres, whose connections all find the primary. Its pool takes the class of its clients as an
 * option; it makes the connection for LISTEN with the `Client` of the `pg` that it has loaded, which is replaced here.
 */
export const postgresBackend: typeof createPostgresBackend = (name, options, factoryOptions) => {
  const backend = createPostgresBackend(name, options, factoryOptions) as PostgresQueueBackend;
  const { connection } = backend as unknown as { connection: PostgresConnection };
  (connection as unknown as { pgModule: object }).pgModule = { Client: PostgresClient };
  prepareStatements(connection.pool);
  trimSeldom(backend);
  return backend;
};

/** Otherwise Postgres would parse and plan each of BullMQ's statements at every call. */
function prepareStatements(pool: PostgresConnection['pool']): void {
  const query = pool.query.bind(pool) as unknown as (statement: object) => ReturnType<typeof pool.query>;
  const names = new Map<string, string>();
  let named = 0;
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `bullmq_${++named}`;
    names.set(text, name);
    return name;
  };
  const run = async (text: string, values?: readonly unknown[]) => {
    const name = nameOf(text);
    try {
      return await query({ name, text, values });
    } catch (error) {
      if ((error as { code?: string }).code !== FEATURE_NOT_SUPPORTED) throw error;
      // Another call may have named it anew.
      if (names.get(text) === name) names.delete(text);
      return query({ name: nameOf(text), text, values });
    }
  };
  pool.query = run as typeof pool.query;
}

function trimSeldom(backend: PostgresQueueBackend): void {
  const moveToCompleted = backend.moveToCompleted.bind(backend);
  backend.moveToCompleted = (job, result, keep, ...rest) =>
    moveToCompleted(job, result, Number(job.id) % TRIM_EVERY === 0 ? keep : false, ...rest);
}
