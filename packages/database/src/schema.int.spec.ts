import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import { createDataSource } from './data-source.js';
import { DEPARTMENT, JANE, ORGANIZATION, openTestDatabase } from './database.fixture.js';
import { migrate, pendingMigrations } from './migrate.js';
import { setSessionLimits } from './sessions/session-limits.js';

const database = await openTestDatabase();
afterAll(() => database.close());

/** As it is where it was migrated before. */
async function limitSessions(url: string): Promise<void> {
  const dataSource = await createDataSource(url, { poolSize: 1 }).initialize();
  await dataSource.transaction((tx) => setSessionLimits(tx));
  await dataSource.destroy();
}

describe('the schema', () => {
  it('is what the entities say: TypeORM would change nothing', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has no pending migration, and migrating again applies none', async () => {
    expect(await pendingMigrations(database.dataSource)).toEqual([]);
    expect(await migrate(database.ownerUrl, database.url)).toEqual({ applied: [] });
  });

  it('stores jobs of the queue without the events that nothing reads', async () => {
    const job = `'webhooks', '', 'webhook.deliver', '{}', '{}', 0, 0, 0, 1, NULL, NULL, NULL, NULL, NULL, false`;
    await database.dataSource.query(`SELECT bullmq.add_job(${job})`);
    await database.dataSource.query(`SELECT bullmq.add_jobs_bulk('webhooks', '[{"name": "one"}, {"name": "two"}]')`);
    expect(await database.dataSource.query('SELECT name FROM bullmq.job ORDER BY seq')).toEqual([
      { name: 'webhook.deliver' },
      { name: 'one' },
      { name: 'two' },
    ]);
    expect(await database.dataSource.query('SELECT FROM bullmq.event')).toEqual([]);
  });

  it('deletes events that a former version has stored, and stores no more', async () => {
    const store = `INSERT INTO bullmq.event (queue, event, created_at_ms) VALUES ('webhooks', 'added', 0)`;
    const stored = () => database.owner.query('SELECT event FROM bullmq.event');
    await database.owner.query(`DROP TRIGGER store_no_event ON bullmq.event; ${store}`);
    expect(await stored()).toEqual([{ event: 'added' }]);
    await migrate(database.ownerUrl, database.url);
    await database.owner.query(store);
    expect(await stored()).toEqual([]);
  });

  it('is migrated once when three processes start at the same time', async () => {
    const name = `migrate_${randomBytes(6).toString('hex')}`;
    const url = await createDatabase(testDatabaseUrl(), name);
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    await dropDatabase(testDatabaseUrl(), name);
    const all = database.dataSource.migrations.map((migration) => migration.constructor.name);
    expect(runs.flatMap(({ applied }) => applied)).toEqual(all);
  });

  it('is migrated without the time limit of other statements', async () => {
    const name = `migrate_${randomBytes(6).toString('hex')}`;
    const url = await createDatabase(testDatabaseUrl(), name);
    await limitSessions(url);
    const dataSource = await createDataSource(url).initialize();
    await dataSource.query(
      `CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint, name text,
                                time_limit text DEFAULT current_setting('statement_timeout'))`,
    );
    await migrate(url);
    expect(await dataSource.query('SELECT DISTINCT time_limit FROM migrations')).toEqual([{ time_limit: '0' }]);
    expect(await dataSource.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '12s' }]);
    await dataSource.destroy();
    await dropDatabase(testDatabaseUrl(), name);
  });

  it('is migrated without making others wait for long behind a table that is in use', async () => {
    const name = `migrate_${randomBytes(6).toString('hex')}`;
    const url = await createDatabase(testDatabaseUrl(), name);
    await migrate(url);
    const dataSource = await createDataSource(url).initialize();
    await dataSource.query(
      `ALTER TABLE slack_installations DROP COLUMN renewing_until, DROP COLUMN token_hash;
       ALTER TABLE slack_identities DROP COLUMN checked_until;
       DELETE FROM migrations WHERE name = 'SlackLeases1763902500000'`,
    );
    const backup = dataSource.createQueryRunner();
    await backup.startTransaction();
    await backup.query('SELECT FROM slack_installations');
    const log = import.meta.jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const migrating = migrate(url);
    const isWaiting = async () =>
      (await dataSource.query(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'slack_installations'::regclass`))
        .length > 0;
    while (!(await isWaiting())) await delay(5);
    const began = performance.now();
    await dataSource.query('SELECT FROM slack_installations');
    expect(performance.now() - began).toBeLessThan(4_000);
    while (log.mock.calls.length === 0) await delay(5);
    await backup.commitTransaction();
    await backup.release();
    expect(await migrating).toEqual({ applied: ['SlackLeases1763902500000'] });
    expect(log.mock.calls).toEqual([[expect.stringMatching(/in use.*roster \(process \d+\)/)]]);
    log.mockRestore();
    await dataSource.destroy();
    await dropDatabase(testDatabaseUrl(), name);
  });

  it('changes the key of memberships after an interrupted attempt, and does nothing when it was changed but not recorded', async () => {
    const name = `migrate_${randomBytes(6).toString('hex')}`;
    const url = await createDatabase(testDatabaseUrl(), name);
    await migrate(url);
    const dataSource = await createDataSource(url).initialize();
    const forget = `DELETE FROM migrations WHERE name = 'MembershipKey1763903712000'`;
    const formerKey = `ALTER TABLE department_members DROP CONSTRAINT department_members_pkey,
       ADD CONSTRAINT department_members_pkey PRIMARY KEY (department_id, user_id)`;
    await dataSource.query(
      `${formerKey};
       CREATE INDEX department_members_person_idx ON department_members (organization_id, user_id);
       ${forget}`,
    );
    const change = dataSource.createQueryRunner();
    await change.startTransaction();
    await change.query('LOCK TABLE department_members IN ROW EXCLUSIVE MODE');
    const interrupted = dataSource.createQueryRunner();
    await interrupted.query('SET statement_timeout = 50');
    await expect(
      interrupted.query(
        'CREATE UNIQUE INDEX CONCURRENTLY department_members_key ON department_members (user_id, department_id)',
      ),
    ).rejects.toThrow('statement timeout');
    await interrupted.query('RESET statement_timeout');
    await interrupted.release();
    await change.commitTransaction();
    await change.release();
    const indexes = () =>
      dataSource.query(
        `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid, 1, false) AS first FROM pg_index
         WHERE indrelid = 'department_members'::regclass AND indisvalid ORDER BY name`,
      );
    const wanted = [
      { name: 'department_members_listing_idx', first: 'organization_id' },
      { name: 'department_members_pkey', first: 'user_id' },
      { name: 'department_members_time_idx', first: `((organization_id || ''::text))` },
    ];
    // At last where somebody has dropped the other index by hand.
    for (const next of [forget, `${forget}; ${formerKey}`, '']) {
      expect(await migrate(url)).toEqual({ applied: ['MembershipKey1763903712000'] });
      expect(await indexes()).toEqual(wanted);
      await dataSource.query(next);
    }
    await dataSource.destroy();
    await dropDatabase(testDatabaseUrl(), name);
  });

  it('marks that operations of the former kind may be left, but only where there is an organization already', async () => {
    const name = `migrate_${randomBytes(6).toString('hex')}`;
    const url = await createDatabase(testDatabaseUrl(), name);
    await migrate(url);
    const dataSource = await createDataSource(url).initialize();
    const transitions = () => dataSource.query('SELECT name, began_at <= now() AS began FROM transitions');
    expect(await transitions()).toEqual([]);
    await dataSource.query(
      `DROP TABLE transitions;
       DELETE FROM migrations WHERE name = 'OperationsByActor1763901800000';
       INSERT INTO organizations (id, name) VALUES ('org_1', 'One')`,
    );
    expect(await migrate(url)).toEqual({ applied: ['OperationsByActor1763901800000'] });
    expect(await transitions()).toEqual([{ name: 'operations_by_actor', began: true }]);
    await dataSource.destroy();
    await dropDatabase(testDatabaseUrl(), name);
  });

  const insertMember = `INSERT INTO department_members (department_id, user_id, organization_id, added_at, added_by) VALUES ($1, $2, $3, now(), 'test')`;

  it.each([
    [
      'a user who is not in the organization',
      [DEPARTMENT, 'usr_nobody', ORGANIZATION],
      'department_members_person_fkey',
    ],
    ['a department that does not exist', ['dept_none', JANE, ORGANIZATION], 'department_members_department_fkey'],
    ['a department of another organization', [DEPARTMENT, JANE, 'org_other'], 'department_members_'],
  ])('refuses %s as a membership', async (_, row, constraint) => {
    await expect(database.dataSource.query(insertMember, row)).rejects.toThrow(constraint);
  });

  it('refuses to alter or delete an audit event', async () => {
    await expect(database.owner.query('DELETE FROM audit_events')).rejects.toThrow('append-only');
    await expect(database.owner.query(`UPDATE audit_events SET action = 'x'`)).rejects.toThrow('append-only');
    await expect(database.owner.query('TRUNCATE audit_events')).rejects.toThrow('append-only');
  });

  it('refuses two departments of one name beside each other, whatever the case', async () => {
    const insert = `INSERT INTO departments (id, organization_id, parent_id, name) VALUES ($1, $2, $3, $4)`;
    await expect(
      database.dataSource.query(insert, ['dept_new1', ORGANIZATION, 'dept_root01', 'ENGINEERING']),
    ).rejects.toThrow('departments_sibling_name_key');
    await expect(database.dataSource.query(insert, ['dept_new2', ORGANIZATION, null, 'company'])).rejects.toThrow(
      'departments_sibling_name_key',
    );
  });

  it('ends the department memberships of a person who leaves the organization', async () => {
    await database.dataSource.query(insertMember, [DEPARTMENT, 'usr_demo007', ORGANIZATION]);
    await database.dataSource.query(`DELETE FROM organization_members WHERE user_id = 'usr_demo007'`);
    expect(await database.dataSource.query(`SELECT FROM department_members WHERE user_id = 'usr_demo007'`)).toEqual([]);
  });
});
