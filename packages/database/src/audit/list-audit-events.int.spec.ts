import { createDataSource } from '../data-source.js';
import { ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { readsOn } from '../transactions/read-runner.js';
import { type AuditEventFilter, listAuditEvents } from './list-audit-events.js';

const EVENTS = 30;

const database = await openTestDatabase();
/** One connection, which all statements are prepared on. */
const single = await createDataSource(database.url, { poolSize: 1 }).initialize();
afterAll(async () => {
  await single.destroy();
  await database.close();
});
await database.owner.query(
  `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
   SELECT $1, '2026-01-01'::timestamptz + n / 2 * interval '1 day', 'test.' || n, 'rest', 'user', 'usr_x', repeat('0', 32)
   FROM generate_series(1, ${EVENTS}) n`,
  [ORGANIZATION],
);

async function walk(limit: number, filter: AuditEventFilter = {}): Promise<string[]> {
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await listAuditEvents(readsOn(single), { organizationId: ORGANIZATION, filter, limit, before });
    seen.push(...page.items.map(({ id }) => id));
    before = page.next ?? undefined;
  } while (before !== undefined);
  return seen;
}

async function expected(condition = 'true'): Promise<string[]> {
  const rows: { id: string }[] = await database.dataSource.query(
    `SELECT id FROM audit_events WHERE organization_id = $1 AND ${condition} ORDER BY occurred_at DESC, id DESC`,
    [ORGANIZATION],
  );
  return rows.map(({ id }) => id);
}

it('gives every event once, the newest first, from and until any moment, also by the plans that Postgres keeps', async () => {
  const from = new Date('2026-01-04');
  const to = new Date('2026-01-12');
  for (let time = 0; time < 3; time++) {
    expect(await walk(4)).toEqual(await expected());
    expect(await walk(3, { from })).toEqual(await expected(`occurred_at >= '2026-01-04'`));
    expect(await walk(3, { to })).toEqual(await expected(`occurred_at < '2026-01-12'`));
    expect(await walk(2, { from, to })).toEqual(
      await expected(`occurred_at >= '2026-01-04' AND occurred_at < '2026-01-12'`),
    );
  }
  const prepared: { name: string; generic_plans: string }[] = await single.query(
    'SELECT name, generic_plans FROM pg_prepared_statements ORDER BY name',
  );
  const names = ['', '-before', '-before-from', '-before-from-to', '-before-to', '-from', '-from-to', '-to'];
  expect(prepared.map(({ name }) => name)).toEqual(names.map((suffix) => `list-audit-events${suffix}`));
  const kept = prepared.find(({ name }) => name === 'list-audit-events-before');
  expect(Number(kept?.generic_plans)).toBeGreaterThan(0);
});

it('prepares nothing for filters that need the values to be planned', async () => {
  const before = await single.query('SELECT count(*) FROM pg_prepared_statements');
  expect(await walk(3, { actorId: 'usr_x', from: new Date('2026-01-04') })).toHaveLength(25);
  expect(await single.query('SELECT count(*) FROM pg_prepared_statements')).toEqual(before);
});

it('goes on while a migration adds a column', async () => {
  const seen = await walk(5);
  await database.owner.query('ALTER TABLE audit_events ADD COLUMN added_meanwhile text');
  expect(await walk(5)).toEqual(seen);
});

it('runs within the transaction of its read, where that has one', async () => {
  const inTransaction = await database.dataSource.transaction(async (tx) => {
    const [{ pid }] = await tx.query('SELECT pg_backend_pid() AS pid');
    await listAuditEvents((work) => work(tx), { organizationId: ORGANIZATION, filter: {}, limit: 5 });
    const [last] = await database.owner.query('SELECT query FROM pg_stat_activity WHERE pid = $1', [pid]);
    return last.query;
  });
  expect(inTransaction).toContain('FROM audit_events');
});
