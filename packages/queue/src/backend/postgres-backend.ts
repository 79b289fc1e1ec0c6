import { setTimeout as delay } from 'node:timers/promises';
import { PostgresClient } from '@roster/connections';
import { createPostgresBackend, type PostgresConnection } from 'bullmq';

/** A worker asks again at once when it is refused a job: without a pause, in milliseconds, it does so without an end. */
const REFUSED_MS = 1_000;

/**
 * BullMQ's backend on Postgres, of which all connections find the primary. Its pool takes the class of its clients as an
 * option; the connection for LISTEN it makes with the `Client` of the `pg` that it has loaded, so that is set here.
 */
export const postgresBackend: typeof createPostgresBackend = (name, options, factoryOptions) => {
  const backend = createPostgresBackend(name, options, factoryOptions);
  const { connection } = backend as unknown as { connection: PostgresConnection };
  (connection as unknown as { pgModule: object }).pgModule = { Client: PostgresClient };
  const moveToActive = backend.moveToActive.bind(backend);
  backend.moveToActive = async (token, workerName) => {
    try {
      return await moveToActive(token, workerName);
    } catch (error) {
      await delay(REFUSED_MS);
      throw error;
    }
  };
  return backend;
};
