import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MembershipCommand } from '@roster/domain';
import { createDatabase, type LocalPostgres, startPostgres, takeBaseBackup } from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { command, person } from './database.fixture.js';
import { MembershipLedger } from './memberships/membership-ledger.js';
import { migrate, pendingMigrations } from './migrate.js';
import { OperationRepository } from './operations/operation-repository.js';
import { seedDemo } from './seeding/seed-demo.js';

/** What must hold in every state that was ever committed; each query lists what breaks it. */
const INVARIANTS = {
  'an add that is done has its audit event': `
    SELECT o.id FROM operations o WHERE o.kind = 'member.add' AND o.result ->> 'status' = 'added'
      AND (SELECT count(*) FROM audit_events a WHERE a.operation_id = o.id AND a.action = 'member.add') <> 1`,
  'an add that is done has its membership': `
    SELECT o.id FROM operations o WHERE o.kind = 'member.add' AND o.result ->> 'status' = 'added'
      AND NOT EXISTS (SELECT FROM department_members m WHERE m.department_id = o.department_id AND m.user_id = o.user_id)`,
  'a membership has the event that made it': `
    SELECT m.user_id FROM department_members m WHERE NOT EXISTS (
      SELECT FROM audit_events a WHERE a.department_id = m.department_id AND a.user_id = m.user_id)`,
  'what waits has something to do, and what ended has a result': `
    SELECT id FROM operations WHERE (state = 'accepted') <> (payload IS NOT NULL AND result IS NULL)`,
};

let folder: string;
let postgres: LocalPostgres;
let restored: LocalPostgres | undefined;
let url: string;
let database: DataSource;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roster-backup-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o755);
  postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  url = await createDatabase(postgres.url, 'roster');
  await migrate(url);
  await seedDemo(url);
  database = await createDataSource(url).initialize();
}, 60_000);
afterAll(async () => {
  await database?.destroy();
  await restored?.stop();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a backup that is taken while changes are made restores to a state in which everything holds', async () => {
  const ledger = new MembershipLedger(database);
  const before = command({ userId: person(1), requestHash: 'hash of the request' });
  const waiting = command({ userId: person(2) });
  const [told] = await ledger.apply([before]);
  await new OperationRepository(database).accept(waiting);

  const during: MembershipCommand[] = [];
  const copy = join(folder, 'restored');
  await takeBaseBackup(postgres, copy, async () => {
    for (let number = 3; number < 30; number++) {
      during.push(command({ userId: person(number) }));
      await ledger.apply(during.slice(-1));
    }
  });
  // Made after the backup: a restore loses it, and nothing that depends on it is left behind.
  await ledger.apply([command({ userId: person(40) })]);

  restored = await startPostgres({ dataDir: copy });
  const there = await createDataSource(urlOn(restored)).initialize();
  try {
    expect(await pendingMigrations(there)).toEqual([]);
    for (const [invariant, query] of Object.entries(INVARIANTS))
      expect([invariant, await there.query(query)]).toEqual([invariant, []]);
    // The same Idempotency-Key gets its first answer, and the change is not made again.
    const count =
      'SELECT (SELECT count(*) FROM audit_events)::int AS events, (SELECT count(*) FROM department_members)::int AS members';
    const [facts] = await there.query(count);
    expect(facts.members).toBe(1 + during.length);
    expect(await new MembershipLedger(there).apply([before])).toEqual([told]);
    expect(await there.query(count)).toEqual([facts]);
    // What was promised is still to be done, and can be.
    const overdue = `UPDATE operations SET relay_at = now() - interval '1 second' WHERE state = 'accepted' RETURNING id`;
    expect((await there.query(overdue))[0]).toEqual([{ id: waiting.operationId }]);
    const { leases } = await new OperationRepository(there).leaseOverdue(10);
    expect(await new MembershipLedger(there).apply(leases.map(({ command: one }) => one))).toMatchObject([
      { outcome: { status: 'added' } },
    ]);
    await expect(there.query('DELETE FROM audit_events')).rejects.toThrow('append-only');
    await expect(there.query('DELETE FROM operator_events')).rejects.toThrow('append-only');
  } finally {
    await there.destroy();
  }
}, 120_000);

function urlOn({ url: server }: LocalPostgres): string {
  const there = new URL(server);
  there.pathname = '/roster';
  return there.href;
}
