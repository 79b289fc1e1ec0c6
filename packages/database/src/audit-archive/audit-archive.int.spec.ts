import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { lockAsImport } from '../advisory-locks.js';
import { AuditSealer } from '../audit/audit-sealer.js';
import { hashSeal } from '../audit/seal.js';
import { readLastSeal, verifyAudit } from '../audit/verify-audit.js';
import { command, lockWaiter, ORGANIZATION, openTestDatabase, person, type TestDatabase } from '../database.fixture.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { TablePartitions } from '../partitions/table-partitions.js';
import { archiveAudit } from './archive-audit.js';
import { MANIFEST } from './archive-format.js';
import { verifyArchive } from './verify-archive.js';

const root = mkdtempSync(join(tmpdir(), 'roster-archive-'));
let database: TestDatabase;
let folders = 0;
const newDirectory = () => join(root, String(++folders));

/** An organization whose event is the last one of partition 1. */
const LEAVING = 'org_leaving';

/** Events that were sealed in another cell. */
const ELSEWHERE = 5;

/**
 * Two partitions that are closed, with eight events and more, and one that is open. All of it is sealed. In the meantime the
 * organization was in another cell, which has dropped its events there.
 */
async function openFilledDatabase(): Promise<TestDatabase> {
  const opened = await openTestDatabase();
  const add = (number: number) => new MembershipLedger(opened.dataSource).apply([command({ userId: person(number) })]);
  for (let number = 1; number <= 24; number++) {
    await add(number);
    if (number % 8 === 4) await new AuditSealer(opened.dataSource).run();
    if (number === 12) await sealElsewhere(opened);
    if (number === 16)
      await opened.dataSource.query(
        `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
         VALUES ($1, now(), 'key.create', 'rest', 'user', 'usr_x', '')`,
        [LEAVING],
      );
    if (number % 8 !== 0 || number === 24) continue;
    await opened.owner.query(
      `UPDATE table_partitions SET made_at = made_at - interval '40 days', opened_at = opened_at - interval '40 days'`,
    );
    await new TablePartitions(opened.dataSource).keep();
    await new TablePartitions(opened.dataSource).keep();
  }
  await new AuditSealer(opened.dataSource).run();
  return opened;
}

async function sealElsewhere({ owner }: TestDatabase): Promise<void> {
  const last = await readLastSeal(owner, ORGANIZATION);
  if (last === undefined) throw new Error('There is no seal');
  const from = 2n ** 56n;
  const seal = {
    ...last,
    number: String(BigInt(last.number) + 1n),
    from_id: String(from),
    to_id: String(from + BigInt(ELSEWHERE)),
    events: ELSEWHERE,
    previous_hash: last.hash,
  };
  await owner.query(
    `INSERT INTO audit_seals (organization_id, number, day, window_end, from_id, to_id, events, late, events_hash, marks,
                              previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      seal.organization_id,
      seal.number,
      seal.day,
      seal.window_end,
      seal.from_id,
      seal.to_id,
      seal.events,
      seal.late,
      seal.events_hash,
      seal.marks,
      seal.previous_hash,
      hashSeal(seal),
    ],
  );
  await owner.query(
    `INSERT INTO table_partitions (table_name, number, archived_at, archive_sha256, dropped_at)
     VALUES ('audit_events', 2 ^ 16, now(), '', now())`,
  );
}

const archive = (directory: string, { drop = false, of = database } = {}) =>
  archiveAudit(of.owner, { before: new Date(Date.now() + 60_000), directory, drop, eventsPerFile: 3 });
const events = async () => (await database.dataSource.query('SELECT FROM audit_events')).length;

let whole: string;
beforeAll(async () => {
  database = await openFilledDatabase();
  whole = newDirectory();
});
afterAll(async () => {
  await database.close();
  rmSync(root, { recursive: true });
});

it('an archive has every event of the closed partitions, and is verified without the database', async () => {
  expect(await archive(whole)).toEqual({ archived: [0, 1], dropped: [], kept: [] });
  const [{ closed }] = await database.dataSource.query(
    'SELECT count(*)::int AS closed FROM audit_events WHERE id < 2::bigint << 40',
  );
  expect(await verifyArchive(whole)).toMatchObject({ partitions: 2, events: closed });
  const file = gunzipSync(readFileSync(join(whole, 'audit-0001', 'events-00001.ndjson.gz'))).toString();
  const [first] = file.split('\n');
  const manifest = JSON.parse(readFileSync(join(whole, 'audit-0001', MANIFEST), 'utf8'));
  const event = JSON.parse(first ?? '').map((value: unknown, index: number) => [manifest.columns[index], value]);
  expect(Object.fromEntries(event)).toMatchObject({
    id: 2 ** 40,
    action: 'member.add',
    user_id: person(9),
    channel: 'rest',
  });
  expect(await archive(whole)).toEqual({ archived: [], dropped: [], kept: [] });
});

/** Whoever changes an archive changes its checksums with it. */
function rewrite(folder: string, name: string, change: (lines: string[]) => string[]): void {
  const file = join(folder, name);
  const lines = change(gunzipSync(readFileSync(file)).toString().trimEnd().split('\n'));
  const bytes = gzipSync(`${lines.join('\n')}\n`);
  writeFileSync(file, bytes);
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
  for (const one of [...manifest.files, manifest.seals]) {
    if (one.name !== name) continue;
    if (one !== manifest.seals) manifest.events += lines.length - one.lines;
    Object.assign(one, { bytes: bytes.length, lines: lines.length });
    one.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest));
}

const EVENTS = 'events-00002.ndjson.gz';

it.each<[string, (folder: string) => void, RegExp]>([
  [
    'a flipped bit',
    (folder) => {
      const bytes = readFileSync(join(folder, EVENTS));
      bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
      writeFileSync(join(folder, EVENTS), bytes);
    },
    /events-00002.ndjson.gz was changed: its SHA-256/,
  ],
  [
    'a file that is cut short',
    (folder) => writeFileSync(join(folder, EVENTS), readFileSync(join(folder, EVENTS)).subarray(0, 50)),
    /has 50 bytes in place of/,
  ],
  ['a missing file of events', (folder) => rmSync(join(folder, EVENTS)), /events-00002.ndjson.gz is missing/],
  ['a missing file of seals', (folder) => rmSync(join(folder, 'seals.ndjson.gz')), /seals.ndjson.gz is missing/],
  ['a missing manifest', (folder) => rmSync(join(folder, MANIFEST)), /manifest.json cannot be read/],
  [
    'a missing event',
    (folder) => rewrite(folder, EVENTS, (lines) => lines.slice(1)),
    /Seal \d+ of org_xyz789 .* The event in row \d+ is missing/,
  ],
  [
    'a changed event',
    (folder) => rewrite(folder, EVENTS, (lines) => lines.map((line) => line.replace('rest', 'bulk'))),
    /The event in row \d+ was changed/,
  ],
  [
    'an event twice',
    (folder) => rewrite(folder, EVENTS, (lines) => [...lines, ...lines.slice(-1)]),
    /is not the next event/,
  ],
  [
    'an event more',
    (folder) =>
      rewrite(folder, 'events-00003.ndjson.gz', (lines) => [
        ...lines,
        (lines.at(-1) ?? '').replace(/^\[\d+/, '[2199023255551'),
      ]),
    /is in no seal/,
  ],
  ['a missing seal', (folder) => rewrite(folder, 'seals.ndjson.gz', (lines) => lines.slice(1)), /seals are missing/],
  [
    'a changed seal',
    (folder) =>
      rewrite(folder, 'seals.ndjson.gz', (lines) => lines.map((line) => line.replace(/"late":\d+/, '"late":9'))),
    /was changed/,
  ],
  ['a missing folder', (folder) => rmSync(join(folder, '..', 'audit-0000'), { recursive: true }), /^$/],
])('the verification finds %s', async (what, damage, message) => {
  const directory = newDirectory();
  cpSync(whole, directory, { recursive: true });
  damage(join(directory, 'audit-0001'));
  if (what === 'a missing folder') {
    // An archive may begin later: older folders are kept elsewhere. It may not have a hole.
    expect(await verifyArchive(directory)).toMatchObject({ partitions: 1 });
    cpSync(join(directory, 'audit-0001'), join(directory, 'audit-0003'), { recursive: true });
    await expect(verifyArchive(directory)).rejects.toThrow('manifest of another partition');
    return;
  }
  await expect(verifyArchive(directory)).rejects.toThrow(message);
});

it('an archive that was interrupted continues with the first file that is not complete', async () => {
  const directory = newDirectory();
  cpSync(whole, directory, { recursive: true });
  const folder = join(directory, 'audit-0001');
  renameSync(folder, `${folder}.partial`);
  rmSync(join(`${folder}.partial`, MANIFEST));
  renameSync(join(`${folder}.partial`, EVENTS), join(`${folder}.partial`, `${EVENTS}.partial`));
  rmSync(join(`${folder}.partial`, 'events-00003.ndjson.gz'));
  expect(await archive(directory)).toMatchObject({ archived: [1] });
  expect(readdirSync(directory).sort()).toEqual(['audit-0000', 'audit-0001']);
  const manifestIn = (of: string) => JSON.parse(readFileSync(join(of, 'audit-0001', MANIFEST), 'utf8'));
  expect(manifestIn(directory)).toEqual(manifestIn(whole));
});

async function removeFromAudit(organizationId: string): Promise<void> {
  await database.owner.query(
    `SET session_replication_role = replica;
     INSERT INTO removed_seals (from_id, to_id) SELECT from_id, to_id FROM audit_seals
     WHERE organization_id = '${organizationId}' ON CONFLICT (to_id) DO NOTHING;
     DELETE FROM audit_seals WHERE organization_id = '${organizationId}';
     DELETE FROM audit_events WHERE organization_id = '${organizationId}';
     RESET session_replication_role`,
  );
}

it('a partition stays archived when an organization was removed that lives in another cell', async () => {
  await removeFromAudit(LEAVING);
  expect(await archive(whole)).toEqual({ archived: [], dropped: [], kept: [] });
});

/** Takes the number of the event that was removed, so that it lies within the bounds of the archive. */
const RETURNING_EVENT = `
  INSERT INTO audit_events (id, organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
  OVERRIDING SYSTEM VALUE
  SELECT max(to_id), 'org_returning', now(), 'key.create', 'rest', 'user', 'usr_x', '' FROM removed_seals`;
const RETURNING_SEAL = `
  INSERT INTO audit_seals (organization_id, number, day, window_end, from_id, to_id, events, late, events_hash, marks,
                           previous_hash, hash)
  SELECT 'org_returning', 1, now(), now(), max(from_id), max(to_id), 1, 0, '', '', '', '' FROM removed_seals`;

/** An organization comes back, with an event in partition 1 that is in no archive here, while partitions are dropped. */
async function assertKeptForImport(): Promise<void> {
  const { dataSource } = database;
  const imports = dataSource.createQueryRunner();
  await imports.startTransaction();
  await lockAsImport(imports.manager);
  await imports.query(RETURNING_EVENT);
  await imports.query(RETURNING_SEAL);
  const archiving = archive(whole, { drop: true }).then(
    () => 'dropped',
    (error: Error) => error.message,
  );
  await lockWaiter(database);
  await imports.commitTransaction();
  await imports.release();
  expect(await archiving).toMatch(/audit-0001 has other seals than this database: .* an organization has come back/);
  expect(await dataSource.query(`SELECT FROM audit_events WHERE organization_id = 'org_returning'`)).toHaveLength(1);
  await removeFromAudit('org_returning');
}

it('a partition is dropped when it is archived, no import can bring events into it, and nothing reads its events any more', async () => {
  const relay = new FeedRelay(database.dataSource, { retentionDays: 90 });
  const before = await events();
  const { kept } = await archive(whole, { drop: true });
  expect(kept).toEqual(expect.arrayContaining([expect.stringMatching(/^audit-0000: .*no position in the feed/)]));
  for (let turn = 0; turn < 3; turn++) await relay.run();
  expect(await archive(whole, { drop: true })).toMatchObject({
    dropped: [],
    kept: [expect.stringContaining('EVENT_RETENTION_DAYS')],
  });
  expect(await events()).toBe(before);
  await database.owner.query('DELETE FROM feed_events');
  await assertKeptForImport();
  expect(await archive(whole, { drop: true })).toEqual({ archived: [], dropped: [1], kept: [] });
  expect(await events()).toBe(8);
  expect(await verifyAudit(database.dataSource)).toMatchObject({
    events: before + ELSEWHERE,
    archived: before + ELSEWHERE - 8,
    unsealed: 0,
  });
  // That of the organization that was removed since is in the archive.
  expect(await verifyArchive(whole)).toMatchObject({ events: before - 8 + 1 });
  expect(await archive(whole, { drop: true })).toEqual({ archived: [], dropped: [], kept: [] });
});

it('a folder of another installation is not taken for the archive, and nothing is dropped', async () => {
  const other = await openFilledDatabase();
  await other.owner.query('DELETE FROM feed_events');
  await expect(archive(whole, { drop: true, of: other })).rejects.toThrow(/has other seals than this database/);
  expect(
    await other.dataSource.query('SELECT FROM table_partitions WHERE number < 2 AND archived_at IS NOT NULL'),
  ).toEqual([]);
  await other.owner.query(
    `SET session_replication_role = replica; DELETE FROM audit_seals WHERE to_id >> 40 = 2; RESET session_replication_role`,
  );
  // The seal from the other cell has a higher number.
  await expect(archive(newDirectory(), { of: other })).rejects.toThrow(/Partition 1 may still get events/);
  await other.owner.query(
    `SET session_replication_role = replica; DELETE FROM audit_events WHERE id = 2; RESET session_replication_role`,
  );
  const directory = newDirectory();
  await expect(archive(directory, { of: other })).rejects.toThrow(/^audit-0000 was removed again, .* is missing/);
  expect(readdirSync(directory)).toEqual([]);
  await other.close();
});
