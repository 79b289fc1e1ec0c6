import { generateKeyPairSync } from 'node:crypto';
import { ORGANIZATION } from '../database.fixture.js';
import { AuditSealer } from './audit-sealer.js';
import { useEmptyAudit } from './empty-audit.fixture.js';
import { EventIds } from './event-ids.js';
import { headOf } from './seal.js';
import { SEALED_COLUMNS } from './seal-statements.js';

const audit = useEmptyAudit();
const { asOwner, seal, verify, add, addElsewhere, insert, rows, last } = audit;
const { privateKey: signingKey, publicKey } = generateKeyPairSync('ed25519');

describe('the verification finds that', () => {
  const options = { publicKeys: [publicKey] };
  let events: string[];
  let ids: EventIds;
  beforeEach(async () => {
    ids = await EventIds.read(audit.database.dataSource);
    const sealer = new AuditSealer(audit.database.dataSource, { signingKey });
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
