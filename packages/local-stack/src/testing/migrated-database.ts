import { createDatabase, dropDatabase, inDatabase, runningUrlOf } from '../postgres/databases.js';
import { testDatabaseUrl } from './test-environment.js';

/**
 * Creates a migrated database for a suite and returns its URLs, as its owner and as the role that processes run as. It is
 * a copy of a template that the first suite of a test run creates, because copying takes a fraction of the time. `migrate`
 * must be idempotent.
 */
export async function createMigratedDatabase(
  name: string,
  migrate: (ownerUrl: string, runningUrl: string) => Promise<unknown>,
  server = testDatabaseUrl(),
): Promise<{ url: string; ownerUrl: string }> {
  const template = process.env.ROSTER_TEST_TEMPLATE ?? `template_${process.pid}`;
  await inDatabase(server, async (client) => {
    // Held until this connection ends, because the suites of a run are several processes.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    const draft = `${template}_draft`;
    await dropDatabase(server, draft);
    const ownerUrl = await createDatabase(server, draft);
    await migrate(ownerUrl, runningUrlOf(ownerUrl));
    await client.query(
      `ALTER DATABASE ${client.escapeIdentifier(draft)} RENAME TO ${client.escapeIdentifier(template)}`,
    );
  });
  const ownerUrl = await createDatabase(server, name, { template });
  const url = runningUrlOf(ownerUrl);
  // Postgres does not copy the settings of ALTER ROLE … IN DATABASE.
  await migrate(ownerUrl, url);
  return { url, ownerUrl };
}
