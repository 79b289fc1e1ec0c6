import { createDatabase, dropDatabase, inDatabase } from '../postgres/databases.js';
import { testDatabaseUrl } from './test-environment.js';

/**
 * Makes a database for a suite and migrates it; returns its URL. It is a copy of a template, which the first suite of a
 * test run makes, as copying takes a fraction of the time. `migrate` must do nothing where nothing is left to do.
 */
export async function createMigratedDatabase(
  name: string,
  migrate: (url: string) => Promise<unknown>,
  server = testDatabaseUrl(),
): Promise<string> {
  const template = process.env.ROSTER_TEST_TEMPLATE ?? `template_${process.pid}`;
  await inDatabase(server, async (client) => {
    // Held until this connection ends: the suites of a run are several processes.
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
  // Postgres does not copy what ALTER ROLE … IN DATABASE has set.
  await migrate(url);
  return url;
}
