import { createDatabase, dropDatabase, inDatabase, runningUrlOf } from '../postgres/databases.js';
import { testDatabaseUrl } from './test-environment.js';

/**
 * Creates a migrated database for a suite and returns its URLs, as its owner and as the role that processes run as. It is
 * a copy of a template that the first suite of a test run creates, because copying takes a fraction of the time.
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
  await copyRoleSettings(server, template, name);
  return { url: runningUrlOf(ownerUrl), ownerUrl };
}

/** Copies the settings of ALTER ROLE … IN DATABASE, which CREATE DATABASE leaves out. */
async function copyRoleSettings(server: string, from: string, to: string): Promise<void> {
  await inDatabase(server, async (client) => {
    const { rows } = await client.query(
      `SELECT format('ALTER ROLE %I IN DATABASE %I SET %s = %L', role.rolname, $2::text, split_part(setting, '=', 1),
                     substr(setting, strpos(setting, '=') + 1)) AS statement
       FROM pg_db_role_setting
       JOIN pg_database AS database ON database.oid = setdatabase
       JOIN pg_roles AS role ON role.oid = setrole, unnest(setconfig) AS setting
       WHERE database.datname = $1`,
      [from, to],
    );
    await client.query(rows.map(({ statement }) => statement).join(';'));
  });
}
