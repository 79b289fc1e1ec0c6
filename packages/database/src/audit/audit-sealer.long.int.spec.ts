import { lockAsImport } from '../advisory-locks.js';
import { ORGANIZATION } from '../database.fixture.js';
import { AuditSealer } from './audit-sealer.js';
import { useEmptyAudit } from './empty-audit.fixture.js';
import { NO_HASH } from './seal.js';
import { SEALED_COLUMNS } from './seal-statements.js';

const audit = useEmptyAudit();
const { seal, verify, add, addElsewhere, insert, last } = audit;

describe('the sealer', () => {
  it('seals what was written, in a chain for each organization', async () => {
    await add(1, 2);
    await addElsewhere();
    expect(await seal()).toEqual({ seals: 2, events: 3, late: 0 });
    const first = await last();
    expect(first).toMatchObject({ number: '1', events: 2, previous_hash: NO_HASH, key_id: null, signature: null });
    expect(first.day).toBe(first.window_end.slice(0, 10));
    expect(await seal()).toEqual({ seals: 0, events: 0, late: 0 });
    await add(3);
    expect(await seal()).toEqual({ seals: 1, events: 1, late: 0 });
    expect(await last()).toMatchObject({ number: '2', events: 1, previous_hash: first.hash, from_id: first.to_id });
    expect(await verify()).toEqual({
      organizations: 2,
      seals: 3,
      events: 4,
      archived: 0,
      late: 0,
      unsealed: 0,
      unsigned_seals: 3,
      signatures_checked: true,
    });
  });

  it('hashes every column', async () => {
    const columns: { name: string }[] = await audit.database.owner.query(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = 'audit_events'::regclass AND attnum > 0 AND NOT attisdropped`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...SEALED_COLUMNS].sort());
  });

  it('seals what was there before, piece by piece, and goes on where a run ends', async () => {
    for (let number = 1; number <= 7; number++) await add(number);
    const sealer = new AuditSealer(audit.database.dataSource, { pieceSize: 2, mostPieces: 3 });
    expect(await sealer.run()).toEqual({ seals: 3, events: 6, late: 0 });
    expect(await verify()).toMatchObject({ events: 6, unsealed: 1 });
    expect(await sealer.run()).toEqual({ seals: 1, events: 1, late: 0 });
    expect(await verify()).toMatchObject({ seals: 4, events: 7, unsealed: 0 });
  });

  it('does not wait for an import, whose events bring the numbers of another cell', async () => {
    const imports = audit.database.owner.createQueryRunner();
    await imports.startTransaction();
    await lockAsImport(imports.manager);
    await imports.query('LOCK TABLE audit_events IN ROW EXCLUSIVE MODE');
    await add(1);
    expect(await seal()).toMatchObject({ events: 1 });
    await imports.rollbackTransaction();
    await imports.release();
  });

  it('waits for a transaction that has taken a number, also when a higher one is there already', async () => {
    const open = audit.database.dataSource.createQueryRunner();
    await open.startTransaction();
    await open.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id,
      trace_id) VALUES ($1, now(), 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32))`,
      [ORGANIZATION],
    );
    await add(1);
    const sealer = new AuditSealer(audit.database.dataSource);
    expect(await sealer.run()).toMatchObject({ events: 0 });
    expect(await sealer.run()).toMatchObject({ events: 0 });
    await open.commitTransaction();
    await open.release();
    expect(await sealer.run()).toMatchObject({ seals: 1, events: 2 });
    expect(await verify()).toMatchObject({ events: 2, unsealed: 0 });
  });

  it('is not kept waiting by those who only read, or by a VACUUM', async () => {
    await add(1);
    const reader = audit.database.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT FROM audit_events');
    const vacuum = audit.database.owner.createQueryRunner();
    await vacuum.startTransaction();
    await vacuum.query('LOCK TABLE audit_events IN SHARE UPDATE EXCLUSIVE MODE');
    expect(await seal()).toMatchObject({ events: 1 });
    await vacuum.rollbackTransaction();
    await vacuum.release();
    await reader.rollbackTransaction();
    await reader.release();
  });

  it('seals an event with the time of a sealed window later, and says that it is late', async () => {
    await insert(ORGANIZATION, 'now()');
    await seal();
    await insert(ORGANIZATION, `now() - interval '1 hour'`);
    await insert(ORGANIZATION, 'now()');
    // As of a clock that is ahead: the end of a window is never in the future.
    await insert(ORGANIZATION, `now() + interval '1 day'`);
    const before = await last();
    expect(await seal()).toEqual({ seals: 1, events: 3, late: 1 });
    const { window_end } = await last();
    expect(window_end >= before.window_end && new Date(window_end) <= new Date()).toBe(true);
    await insert(ORGANIZATION, 'now()');
    expect(await seal()).toEqual({ seals: 1, events: 1, late: 0 });
    expect(await verify()).toMatchObject({ events: 5, late: 1 });
  });

  it('is one at a time: of several, each event is sealed by one', async () => {
    await add(1, 2, 3);
    const runs = await Promise.all(Array.from({ length: 5 }, () => seal({ pieceSize: 1 })));
    expect(runs.reduce((sum, { events }) => sum + events, 0)).toBeLessThanOrEqual(3);
    await seal();
    expect(await verify()).toMatchObject({ events: 3, unsealed: 0 });
  });

  it('makes seals that no process can change', async () => {
    await add(1);
    await seal();
    for (const statement of ['DELETE FROM audit_seals', 'UPDATE audit_seals SET events = 0', 'TRUNCATE audit_seals']) {
      await expect(audit.database.dataSource.query(statement)).rejects.toThrow('permission denied');
      await expect(audit.database.owner.query(statement)).rejects.toThrow('append-only');
    }
  });
});
