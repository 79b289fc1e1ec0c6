import { PostgresClient } from '@roster/connections';
import { createPostgresBackend, type PostgresConnection } from 'bullmq';

/**
 * BullMQ's backend on Postgres, of which all connections find the primary. Its pool takes the class of its clients as an
 * option; the connection for LISTEN it makes with the `Client` of the `pg` that it has loaded, so that is set here.
 */
export const postgresBackend: typeof createPostgresBackend = (name, options, factoryOptions) => {
  const backend = createPostgresBackend(name, options, factoryOptions);
  const { connection } = backend as unknown as { connection: PostgresConnection };
  (connection as unknown as { pgModule: object }).pgModule = { Client: PostgresClient };
  return backend;
};
