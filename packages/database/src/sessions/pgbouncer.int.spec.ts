import { join } from 'node:path';
import { describeWithPgBouncer, type LocalPgBouncer, startPgBouncer } from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { BulkLedger } from '../bulk/bulk-ledger.js';
import { BulkRepository } from '../bulk/bulk-repository.js';
import { createDataSource } from '../data-source.js';
import {
  bulkAdd,
  bulkItems,
  command,
  facts,
  JANE,
  OTHER_DEPARTMENT,
  openTestDatabase,
  person,
  type TestDatabase,
} from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { migrate } from '../migrate.js';
import { OperationPurge } from '../operations/operation-purge.js';
import { OperationRepository } from '../operations/operation-repository.js';
import { ledgerTransaction } from '../transactions/planned-transaction.js';
import { postgresMismatch } from './postgres-mismatch.js';

const INI = join(import.meta.dirname, '..', '..', '..', '..', 'deploy', 'pgbouncer', 'pgbouncer.ini');

/** Fewer connections to the server than clients: each transaction gets another one. */
const SERVERS = 3;
const CLIENTS = 12;
/** Of the demo organization; five more are left to the bulks. */
const PEOPLE = 40;

describeWithPgBouncer('through PgBouncer, a session for each transaction,', () => {
  let database: TestDatabase;
  let pooler: LocalPgBouncer;
  let pooled: DataSource;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.dataSource.query('DELETE FROM department_members');
    pooler = await startPgBouncer({ target: database.url, ini: INI, settings: { default_pool_size: SERVERS } });
    pooled = await createDataSource(pooler.url, { poolSize: CLIENTS }).initialize();
  }, 60_000);
  afterAll(async () => {
    await pooled.destroy();
    await pooler.stop();
    await database.close();
  });

  const together = <Result>(work: (n: number) => Promise<Result>, times = CLIENTS * 8) =>
    Promise.all(Array.from({ length: times }, (_, n) => work(n)));

  it('members are added, moved and removed, in batches at the same time', async () => {
    const ledger = new MembershipLedger(pooled);
    const before = await facts(database.dataSource);
    const added = await together((n) => ledger.apply([command({ userId: person((n % PEOPLE) + 1) })]));
    const outcomes = added.flat().map(({ outcome }) => outcome.status);
    expect(outcomes.filter((status) => status === 'added')).toHaveLength(PEOPLE);
    expect(await facts(database.dataSource)).toMatchObject({ members: before.members + PEOPLE });

    const moves = await together(
      (n) => ledger.apply([command({ kind: 'member.move', userId: person(n + 1), toDepartmentId: OTHER_DEPARTMENT })]),
      20,
    );
    expect(moves.flat().map(({ outcome }) => outcome.status)).toEqual(Array(20).fill('moved'));
    const removed = await together(
      (n) => ledger.apply([command({ kind: 'member.remove', userId: person(n + 21) })]),
      20,
    );
    expect(removed.flat().map(({ outcome }) => outcome.status)).toEqual(Array(20).fill('removed'));
    expect(await facts(database.dataSource)).toMatchObject({ members: before.members });
  });

  it('the same command at the same time on many connections has one effect and one answer', async () => {
    const add = command({ userId: JANE });
    const ledger = new MembershipLedger(pooled);
    const results = await together(() => ledger.apply([add]));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]?.[0]?.outcome.status).toBe('added');
  });

  it('a bulk is made chunk by chunk, and an atomic one as a whole or not at all', async () => {
    const bulks = new BulkRepository(pooled);
    const ledger = new BulkLedger(pooled, 2);
    const partial = bulkAdd({ departmentId: OTHER_DEPARTMENT });
    await bulks.create(partial, bulkItems(person(41), person(42), 'usr_nobody', person(43), person(44)));
    while ((await ledger.applyNext(partial.operationId)) === 'more');
    const atomic = bulkAdd({ departmentId: OTHER_DEPARTMENT, mode: 'atomic' });
    await bulks.create(atomic, bulkItems(person(45), 'usr_nobody'));
    expect(await ledger.applyNext(atomic.operationId)).toBe('ended');
    const rows = await database.dataSource.query(
      'SELECT items_added AS added, items_rejected AS rejected FROM operations WHERE id = ANY ($1) ORDER BY items_total DESC',
      [[partial.operationId, atomic.operationId]],
    );
    expect(rows).toEqual([
      { added: 4, rejected: 1 },
      { added: 0, rejected: 2 },
    ]);
  });

  it('what was accepted is claimed once, and old operations are purged by one process at a time', async () => {
    const operations = new OperationRepository(pooled);
    const waiting = command({ userId: person(45) });
    await operations.accept(waiting);
    await together(() => new MembershipLedger(pooled).apply([waiting]), CLIENTS);
    await database.dataSource.query("UPDATE operations SET finished_at = finished_at - interval '25 hours'");
    const [{ count }] = await database.dataSource.query('SELECT count(*)::int FROM operations');
    const purged = await together(() => new OperationPurge(pooled, 10).run(24), 4);
    expect(purged.reduce((sum, one) => sum + (one?.operations ?? 0), 0)).toBe(count);
    expect(await database.dataSource.query('SELECT FROM operations')).toEqual([]);
  });

  it('every session has the limits of the role, and a transaction of the ledger its plans; neither leaks', async () => {
    const read = `SELECT current_setting('statement_timeout') AS statement, current_setting('enable_seqscan') AS scan,
                         current_setting('idle_in_transaction_session_timeout') AS idle`;
    const limits = { statement: '12s', idle: '5s' };
    const inside = await together(() => ledgerTransaction(pooled, (tx) => tx.query(read)));
    const outside = await together(() => pooled.query(read));
    expect(new Set(inside.map((rows) => JSON.stringify(rows)))).toEqual(
      new Set([JSON.stringify([{ statement: limits.statement, scan: 'off', idle: limits.idle }])]),
    );
    expect(new Set(outside.map((rows) => JSON.stringify(rows)))).toEqual(
      new Set([JSON.stringify([{ statement: limits.statement, scan: 'on', idle: limits.idle }])]),
    );
  });

  it('uses no more connections to the server than the pooler has, and leaves no lock behind', async () => {
    const sessions = await together(() => pooled.query('SELECT pg_backend_pid() AS pid'));
    expect(new Set(sessions.map(([{ pid }]) => pid)).size).toBeLessThanOrEqual(SERVERS);
    const locks = await database.dataSource.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (
         SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(locks).toEqual([]);
  });

  it('fits a process whose queue is on Redis; one on Postgres, and migrations, are told to go round it', async () => {
    const { url } = pooler;
    expect(await postgresMismatch({ url, directUrl: url }, { queueOnPostgres: false })).toBeUndefined();
    expect(await postgresMismatch({ url, directUrl: database.url }, { queueOnPostgres: true })).toBeUndefined();
    // The pooler as DATABASE_DIRECT_URL, too.
    expect(await postgresMismatch({ url: database.url, directUrl: url }, { queueOnPostgres: true })).toContain(
      'set DATABASE_DIRECT_URL to the address of the server itself',
    );
    await expect(migrate(url)).rejects.toThrow('set DATABASE_DIRECT_URL to the address of the server itself');
    expect(await migrate(database.ownerUrl, database.url)).toEqual({ applied: [] });
  });

  it('a pooler that keeps a session for each connection is as good as the server itself', async () => {
    const bySession = await startPgBouncer({ target: database.url, ini: INI, settings: { pool_mode: 'session' } });
    try {
      const { url } = bySession;
      expect(await postgresMismatch({ url, directUrl: url }, { queueOnPostgres: true })).toBeUndefined();
      expect(await migrate(database.ownerUrl, url)).toEqual({ applied: [] });
    } finally {
      await bySession.stop();
    }
  });
});
