import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { createDataSource } from '../data-source.js';
import { openTestDatabase, type TestDatabase } from '../database.fixture.js';
import { migrate } from '../migrate.js';
import { checkPostgres } from './postgres-mismatch.js';
import { PRIVILEGES } from './privileges.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const name = () => `role_${randomBytes(6).toString('hex')}`;

/** What the running role may do with each table, as Postgres has it. */
async function granted(): Promise<Record<string, string>> {
  const rows: { table: string; privileges: string }[] = await database.owner.query(
    `SELECT c.relname AS table, coalesce((
       SELECT string_agg(privilege_type, ', ' ORDER BY array_position(
         ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'], privilege_type))
       FROM aclexplode(c.relacl) WHERE grantee = 'roster_app'::regrole), '') AS privileges
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  return Object.fromEntries(rows.map(({ table, privileges }) => [table, privileges]));
}

describe('the running role', () => {
  it('has the rights of the list on each table, and every table is in the list', async () => {
    expect(await granted()).toEqual(PRIVILEGES);
  });

  it.each([
    'TRUNCATE operations',
    'TRUNCATE audit_events',
    'DELETE FROM audit_events',
    'SELECT FROM audit_events_0',
    'DELETE FROM audit_events_0',
    'DROP TABLE audit_events_0',
    'ALTER TABLE audit_events DETACH PARTITION audit_events_0',
    `UPDATE table_partitions SET dropped_at = now()`,
    `SELECT make_partition('audit_events', 2)`,
    `SELECT setval('audit_events_id_seq', 1)`,
    `UPDATE audit_events SET action = 'x'`,
    `UPDATE operator_events SET action = 'x'`,
    'DELETE FROM migrations',
    `UPDATE installation_keys SET key = ''`,
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    'ALTER TABLE operations ADD COLUMN more text',
    'DROP TABLE rate_limits',
    'CREATE TABLE more (id text)',
    'CREATE TABLE bullmq.more (id text)',
    'CREATE SCHEMA more',
    'CREATE ROLE more',
    'CREATE DATABASE more',
    'SET session_replication_role = replica',
    'SET ROLE roster',
    'CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
  ])('may not: %s', async (statement) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('gets its rights back by a migration, and loses what is not in the list', async () => {
    await database.owner.query(
      'REVOKE INSERT ON operations FROM roster_app; GRANT TRUNCATE, DELETE ON audit_events TO roster_app',
    );
    expect(await granted()).not.toEqual(PRIVILEGES);
    await migrate(database.ownerUrl, database.url);
    expect(await granted()).toEqual(PRIVILEGES);
  });

  it('may apply a batch, also where PUBLIC may not call functions', async () => {
    await database.owner.query('REVOKE EXECUTE ON FUNCTION apply_memberships_v2 FROM PUBLIC');
    const apply = () => database.dataSource.query(`SELECT FROM apply_memberships_v2('[]')`);
    await expect(apply()).rejects.toThrow('permission denied for function');
    await migrate(database.ownerUrl, database.url);
    await expect(apply()).resolves.toEqual([]);
  });

  it('may use a table at once that is not in the list', async () => {
    await database.owner.query('CREATE TABLE unlisted (id text)');
    await migrate(database.ownerUrl, database.url);
    await database.dataSource.query(`INSERT INTO unlisted VALUES ('x')`);
    await expect(database.dataSource.query('TRUNCATE unlisted')).rejects.toThrow('permission denied');
    await database.owner.query('DROP TABLE unlisted');
  });

  it('is advised against when it owns the tables or is a superuser, and starts all the same', async () => {
    const check = (url: string) => checkPostgres({ url, directUrl: url }, { queueOnPostgres: true });
    expect(await check(database.url)).toEqual({ mismatch: undefined, advice: undefined });
    await migrate(database.ownerUrl);
    expect(await check(database.ownerUrl)).toEqual({
      mismatch: undefined,
      advice: expect.stringMatching(/^The role roster of DATABASE_URL is a superuser.*DATABASE_OWNER_URL/s),
    });
  });
});

describe('a migration with two roles', () => {
  const [owner, running] = [name(), name()];
  const urlOf = (role: string, of: string) => {
    const url = new URL(of);
    [url.username, url.password] = [role, 'p%40ss'];
    return url.href;
  };
  const onServer = (...statements: string[]) =>
    database.owner.query(statements.join('; ')).then(
      () => undefined,
      (error) => {
        throw new Error(`${statements}: ${error.message}`);
      },
    );
  let created: string;
  beforeAll(async () => {
    await onServer(`CREATE ROLE ${owner} LOGIN PASSWORD 'p@ss'`);
    created = await createDatabase(testDatabaseUrl(), owner);
    await onServer(`ALTER DATABASE ${owner} OWNER TO ${owner}`);
  });
  afterAll(async () => {
    await dropDatabase(testDatabaseUrl(), owner);
    await onServer(`DROP ROLE IF EXISTS ${running}`, `DROP ROLE ${owner}`);
  });

  it('says what to do when the running role is missing and may not be created', async () => {
    await expect(migrate(urlOf(owner, created), urlOf(running, created))).rejects.toThrow(
      `CREATE ROLE ${running} LOGIN PASSWORD '…';`,
    );
  });

  it('needs no superuser: an owner who may create roles creates it, with its password', async () => {
    await onServer(`ALTER ROLE ${owner} CREATEROLE`);
    const { applied } = await migrate(urlOf(owner, created), urlOf(running, created));
    expect(applied).not.toEqual([]);
    const dataSource = await createDataSource(urlOf(running, created)).initialize();
    expect(await dataSource.query('SELECT FROM operations')).toEqual([]);
    expect(await dataSource.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '12s' }]);
    expect(await dataSource.query('SELECT FROM bullmq.migration LIMIT 0')).toEqual([]);
    await dataSource.destroy();
    expect(await migrate(urlOf(owner, created), urlOf(running, created))).toEqual({ applied: [] });
  });

  it('advises against the owner as the running role, also when it is no superuser', async () => {
    const url = urlOf(owner, created);
    await migrate(url);
    const { advice } = await checkPostgres({ url, directUrl: url }, { queueOnPostgres: false });
    expect(advice).toContain('owns the tables');
  });

  it('is refused when the two URLs lead to different databases', async () => {
    await expect(migrate(database.ownerUrl, urlOf(running, created))).rejects.toThrow(
      'DATABASE_URL and DATABASE_OWNER_URL lead to different databases',
    );
  });
});
