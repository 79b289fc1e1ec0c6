import { generateKeyPairSync } from 'node:crypto';
import { command, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { AuditSealer } from './audit-sealer.js';
import { EventIds } from './event-ids.js';
import { headOf, NO_HASH } from './seal.js';
import { SEALED_COLUMNS } from './seal-statements.js';
import { readLastSeal, verifyAudit } from './verify-audit.js';

let database: TestDatabase;
const { privateKey: signingKey, publicKey } = generateKeyPairSync('ed25519');

beforeEach(async () => {
  database = await openTestDatabase();
  // Created by the seeding; here each test begins with an empty audit.
  await asOwner('DELETE FROM audit_events');
});
afterEach(() => database.close());

/** As one who has the owner's password, and puts the triggers aside. */
async function asOwner(statement: string, values: unknown[] = []): Promise<void> {
  const runner = database.owner.createQueryRunner();
  await runner.query('SET session_replication_role = replica');
  try {
    await runner.query(statement, values);
  } finally {
    await runner.query('RESET session_replication_role');
    await runner.release();
  }
}

const seal = (options = {}) => new AuditSealer(database.dataSource, options).run();
const verify = (options = {}) => verifyAudit(database.dataSource, options);
const add = (...people: number[]) =>
  new MembershipLedger(database.dataSource).apply(people.map((one) => command({ userId: person(one) })));
const addElsewhere = () => insert('org_other', 'now()');

async function insert(organizationId: string, occurredAt: string): Promise<string> {
  const [{ id }] = await database.dataSource.query(
    `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
     VALUES ($1, ${occurredAt}, 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32)) RETURNING id`,
    [organizationId],
  );
  return id;
}

/** The numbers of the organization's events. */
async function rows(organizationId: string = ORGANIZATION): Promise<string[]> {
  const found: { id: string }[] = await database.dataSource.query(
    'SELECT id FROM audit_events WHERE organization_id = $1 ORDER BY id',
    [organizationId],
  );
  return found.map(({ id }) => id);
}

const last = async () => {
  const found = await readLastSeal(database.dataSource, ORGANIZATION);
  if (found === undefined) throw new Error('There is no seal');
  return found;
};

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
    const columns: { name: string }[] = await database.owner.query(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = 'audit_events'::regclass AND attnum > 0 AND NOT attisdropped`,
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...SEALED_COLUMNS].sort());
  });

  it('seals what was there before, piece by piece, and goes on where a run ends', async () => {
    for (let number = 1; number <= 7; number++) await add(number);
    const sealer = new AuditSealer(database.dataSource, { pieceSize: 2, mostPieces: 3 });
    expect(await sealer.run()).toEqual({ seals: 3, events: 6, late: 0 });
    expect(await verify()).toMatchObject({ events: 6, unsealed: 1 });
    expect(await sealer.run()).toEqual({ seals: 1, events: 1, late: 0 });
    expect(await verify()).toMatchObject({ seals: 4, events: 7, unsealed: 0 });
  });

  it('waits for a transaction that has taken a number, also when a higher one is there already', async () => {
    const open = database.dataSource.createQueryRunner();
    await open.startTransaction();
    await open.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id,
      trace_id) VALUES ($1, now(), 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32))`,
      [ORGANIZATION],
    );
    await add(1);
    const sealer = new AuditSealer(database.dataSource);
    expect(await sealer.run()).toMatchObject({ events: 0 });
    expect(await sealer.run()).toMatchObject({ events: 0 });
    await open.commitTransaction();
    await open.release();
    expect(await sealer.run()).toMatchObject({ seals: 1, events: 2 });
    expect(await verify()).toMatchObject({ events: 2, unsealed: 0 });
  });

  it('is not kept waiting by those who only read, or by a VACUUM', async () => {
    await add(1);
    const reader = database.dataSource.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT FROM audit_events');
    const vacuum = database.owner.createQueryRunner();
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
      await expect(database.dataSource.query(statement)).rejects.toThrow('permission denied');
      await expect(database.owner.query(statement)).rejects.toThrow('append-only');
    }
  });
});

describe('the verification finds that', () => {
  const options = { publicKeys: [publicKey] };
  let events: string[];
  let ids: EventIds;
  beforeEach(async () => {
    ids = await EventIds.read(database.dataSource);
    const sealer = new AuditSealer(database.dataSource, { signingKey });
    for (const number of [1, 3, 5]) {
      await add(number, number + 1);
      await addElsewhere();
      await sealer.run();
    }
    events = await rows();
    expect(await verify(options)).toMatchObject({ seals: 6, events: 9, unsigned_seals: 0, signatures_checked: true });
  });

  const named = (index: number) => `Event ${ids.encode(String(events[index]))} (row ${events[index]})`;
  const found = (message: string | RegExp) => expect(verify(options)).rejects.toThrow(message);

  it.each(SEALED_COLUMNS.filter((name) => name !== 'id'))('%s of an event was changed', async (column) => {
    const value = { occurred_at: `occurred_at + interval '1 millisecond'`, before: `'{"a": 1}'`, after: `'{}'` }[
      column as string
    ];
    // Another organization's event is missing in the one, and in no seal of the other.
    const message = column === 'organization_id' ? 'is missing' : 'was changed';
    await asOwner(`UPDATE audit_events SET "${column}" = ${value ?? `'changed'`} WHERE id = $1`, [events[2]]);
    await found(`Seal 2 of ${ORGANIZATION}`);
    await found(`does not fit its events: ${named(2)} ${message}.`);
  });

  it('an event was deleted', async () => {
    await asOwner('DELETE FROM audit_events WHERE id = $1', [events[3]]);
    await found(`does not fit its events: ${named(3)} is missing.`);
  });

  it('all events of a seal were deleted', async () => {
    await asOwner('DELETE FROM audit_events WHERE id = ANY ($1)', [events.slice(2, 4)]);
    await found(`does not fit its events: ${named(2)} is missing.`);
  });

  /** A copy of an event, under a number that was free. */
  const copyTo = (number: string) =>
    asOwner(
      `INSERT INTO audit_events OVERRIDING SYSTEM VALUE
       SELECT (jsonb_populate_record(e, jsonb_build_object('id', $2::bigint))).* FROM audit_events e WHERE id = $1`,
      [events[0], number],
    );
  const freeNumber = async () => {
    const free = await insert(ORGANIZATION, 'now()');
    await asOwner('DELETE FROM audit_events WHERE id = $1', [free]);
    return free;
  };

  it('an event was added among sealed ones', async () => {
    const free = await freeNumber();
    await add(7);
    await seal({ signingKey });
    await copyTo(free);
    await found(new RegExp(`^Seal 4 of ${ORGANIZATION} .*: Event ${ids.encode(free)} \\(row ${free}\\) was added`));
  });

  it('an event was added where the organization has no seal', async () => {
    const free = await freeNumber();
    await addElsewhere();
    await seal({ signingKey });
    await copyTo(free);
    await found(`Event ${ids.encode(free)} (row ${free}) of ${ORGANIZATION} is in no seal`);
  });

  it('an event and its seal were changed together', async () => {
    await asOwner(`UPDATE audit_events SET actor_id = 'changed' WHERE id = $1`, [events[2]]);
    await asOwner(`UPDATE audit_seals SET events_hash = sha256('x') WHERE organization_id = $1 AND number = 2`, [
      ORGANIZATION,
    ]);
    await found(new RegExp(`^Seal 2 of ${ORGANIZATION} .* was changed`));
  });

  it.each(['number', 'events', 'late', 'from_id'])('the %s of a seal was changed', async (column) => {
    await asOwner(`UPDATE audit_seals SET ${column} = ${column} + 10 WHERE organization_id = $1 AND number = 2`, [
      ORGANIZATION,
    ]);
    await found(/was changed|seals are missing|Seals are missing/);
  });

  it('a seal in the middle was removed', async () => {
    await asOwner('DELETE FROM audit_seals WHERE organization_id = $1 AND number = 2', [ORGANIZATION]);
    await found(`${named(2)} of ${ORGANIZATION} is in no seal`);
  });

  it('all seals of a turn were removed', async () => {
    await asOwner('DELETE FROM audit_seals WHERE number = 2');
    await found('Seals are missing');
  });

  it('the last seal was removed, though not from the other organization', async () => {
    await asOwner('DELETE FROM audit_seals WHERE organization_id = $1 AND number = 3', [ORGANIZATION]);
    await found(`${named(4)} of ${ORGANIZATION} is in no seal`);
  });

  it('the last seals and their events were removed, when a head was exported', async () => {
    const head = headOf(await last());
    expect(await verify({ ...options, head })).toMatchObject({ seals: 6 });
    await asOwner('DELETE FROM audit_seals WHERE number = 3');
    await asOwner('DELETE FROM audit_events WHERE id > (SELECT max(to_id) FROM audit_seals)');
    expect(await verify(options)).toMatchObject({ seals: 4 });
    await expect(verify({ ...options, head })).rejects.toThrow(
      `The chain of ${ORGANIZATION} ends with seal 2, and seal 3 was exported`,
    );
  });

  it('the chain was rewritten without the key', async () => {
    await asOwner(`UPDATE audit_events SET actor_id = 'changed' WHERE id = $1`, [events[0]]);
    await asOwner('DELETE FROM audit_seals');
    await seal();
    await found('No seal of');
    expect(await verify()).toMatchObject({ events: 9 });
  });

  it('the chain was rewritten with another key', async () => {
    await asOwner('DELETE FROM audit_seals');
    await seal({ signingKey: generateKeyPairSync('ed25519').privateKey });
    await found('which is not among the public keys');
    expect(await verify()).toMatchObject({ signatures_checked: false });
  });

  it('the chain was rewritten, also with the key, when a head was exported', async () => {
    const head = headOf(await last());
    await asOwner('DELETE FROM audit_seals');
    for (let turn = 0; turn < 4; turn++) {
      await seal({ signingKey });
      await add(7 + turn);
    }
    await expect(verify({ ...options, head })).rejects.toThrow('is not the one that was exported');
  });

  it('the end of the chain was rewritten without a signature', async () => {
    await asOwner('DELETE FROM audit_seals WHERE number = 3');
    await seal();
    await found('is not signed, and seals before it are');
  });

  it('a signature was replaced', async () => {
    await asOwner(
      `UPDATE audit_seals SET signature = (SELECT signature FROM audit_seals WHERE organization_id = $1 AND number = 1)
       WHERE organization_id = $1 AND number = 2`,
      [ORGANIZATION],
    );
    await found(new RegExp(`^Seal 2 of ${ORGANIZATION} .* has a wrong signature`));
  });

  it('an exported head was altered', async () => {
    const head = { ...headOf(await last()), number: '2' };
    await expect(verify({ ...options, head })).rejects.toThrow(
      'The exported head of org_xyz789 has a wrong signature.',
    );
  });

  it('something is wrong with one organization only when that is looked at', async () => {
    await asOwner(`UPDATE audit_events SET actor_id = 'changed' WHERE organization_id = 'org_other'`);
    expect(await verify({ ...options, organizationId: ORGANIZATION })).toMatchObject({ organizations: 1, events: 6 });
    await expect(verify({ ...options, organizationId: 'org_other' })).rejects.toThrow('was changed');
  });
});
