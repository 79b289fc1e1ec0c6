import { createDatabase, dropDatabase, inDatabase } from '../postgres/databases.js';
import { testDatabaseUrl } from './test-environment.js';

/**
 * Creates a migrated database for a suite and returns its URL. It is a copy of a template that the first suite of a
 * test run creates, because copying takes a fraction of the time. `migrate` must be idempotent.
 */
export async function createMigratedDatabase(
  name: string,
  migrate: (url: string) => Promise<unknown>,
  server = testDatabaseUrl(),
): Promise<string> {
  const template = process.env.ROSTER_TEST_TEMPLATE ?? `template_${process.pid}`;
  await inDatabase(server, async (client) => {
    // Held until this connection ends, because the suites of a run are several processes.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    const draft = `${template}_draft`;
    await dropDatabase(server, draft);
    await migrate(await createDatabase(server, draft));
    await client.query(
      `ALTER DATABASE ${client.escapeIdentifier(draft)} RENAME TO ${client.escapeIdentifier(template)}`,
    );
  });
  const url = await createDatabase(server, name, { template });
  // Postgres does not copy the settings of ALTER ROLE … IN DATABASE.
  await migrate(url);
  return url;
}
