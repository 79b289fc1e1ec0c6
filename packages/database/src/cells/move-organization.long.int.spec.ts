import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OrganizationManifest } from '@roster/domain';
import { AuditSealer } from '../audit/audit-sealer.js';
import { verifyAudit } from '../audit/verify-audit.js';
import { command, DEPARTMENT, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { EventFeed } from '../feed/event-feed.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { readCellKey } from './cell-number.js';
import { checkMove } from './check-move.js';
import { discardCopy } from './discard-copy.js';
import { exportOrganization } from './export-organization.js';
import { freezeOrganization, readFences, unfreezeOrganization } from './fences.js';
import { openOrganization, releaseOrganization } from './hand-over.js';
import { importOrganization } from './import-organization.js';
import { ORGANIZATION_TABLES } from './organization-tables.js';
import { removeMovedOrganization } from './remove-organization.js';
import { type Cell, openSecondCell } from './second-cell.fixture.js';
import { untilSettled } from './settle.js';

const first = await openTestDatabase();
const second = await openSecondCell(first);
const folder = mkdtempSync(join(tmpdir(), 'roster-export-'));
const { privateKey: signingKey, publicKey } = generateKeyPairSync('ed25519');
afterAll(async () => {
  await second.close();
  await first.close();
  rmSync(folder, { recursive: true });
});

const relay = ({ dataSource }: Cell) => new FeedRelay(dataSource, { retentionDays: 30 });
async function tellAll(cell: Cell): Promise<void> {
  while ((await relay(cell).run()).events > 0);
}

/** A worker's background work, until nothing of the organization changes any more. */
async function settle(cell: Cell): Promise<void> {
  const sealer = new AuditSealer(cell.dataSource, { signingKey });
  await tellAll(cell);
  await untilSettled(cell.owner, ORGANIZATION, { timeoutMs: 10_000, seal: () => sealer.run() });
}

async function exportFrom(cell: Cell, to = mkdtempSync(join(folder, 'export-'))) {
  await freezeOrganization(cell.owner, ORGANIZATION);
  await settle(cell);
  return { folder: to, manifest: await exportOrganization(cell.owner, ORGANIZATION, to) };
}

async function move(from: Cell, to: Cell): Promise<OrganizationManifest> {
  const { folder: files, manifest } = await exportFrom(from);
  const { wasPresent, receipt } = await importOrganization(to.owner, manifest, files);
  expect(wasPresent).toBe(false);
  await openCopy(from, to, 'other', receipt);
  return manifest;
}

async function openCopy(from: Cell, to: Cell, name: string, receipt: string): Promise<void> {
  const { ticket } = await releaseOrganization(from.owner, ORGANIZATION, name, { receipt });
  await openOrganization(to.owner, ORGANIZATION, String(ticket));
}

const add = async ({ dataSource }: Cell, number: number, key = `op_move${number}`) => {
  const [result] = await new MembershipLedger(dataSource).apply([
    command({ operationId: key as never, userId: person(number) }),
  ]);
  return result?.outcome.status;
};

async function readFeed({ dataSource }: Cell, after: Awaited<ReturnType<EventFeed['readEnd']>> | null) {
  const page = await new EventFeed(dataSource).read({ organizationId: ORGANIZATION, after, limit: 1_000 });
  const ids = await new EventFeed(dataSource).eventIds();
  return { ...page, ids: page.events.map(({ id }) => ids.encode(String(id))) };
}

/** A caller that repeats what is answered 503, and goes to the other cell when it is told that the organization has moved. */
async function addPersistently(number: number): Promise<unknown> {
  for (let cell: Cell = first; ; ) {
    const [result] = await new MembershipLedger(cell.dataSource).apply([
      command({ operationId: `op_load${number}` as never, userId: `usr_load${number}` as never }),
    ]);
    const outcome = result?.outcome;
    if (outcome?.status !== 'rejected') return outcome;
    if (outcome.code !== 'ORGANIZATION_MOVING') throw new Error(outcome.code);
    if ((await readFences(cell.owner, [ORGANIZATION])).get(ORGANIZATION)?.state === 'moved') cell = second;
    await delay(20);
  }
}

it('moves under load: each add that was acknowledged is there once, and the feed has no gap', async () => {
  const people = 600;
  await first.owner.query(
    `INSERT INTO organization_members (organization_id, user_id, full_name, email)
     SELECT $1, 'usr_load' || n, 'Load ' || n, 'load' || n || '@company.com' FROM generate_series(1, $2) n`,
    [ORGANIZATION, people],
  );
  let next = 1;
  const acknowledged = new Map<number, unknown>();
  const caller = async () => {
    while (next <= people) {
      const number = next++;
      acknowledged.set(number, await addPersistently(number));
      await delay(10);
    }
  };
  const callers = Promise.all(Array.from({ length: 8 }, caller));
  while (acknowledged.size < people / 3) await delay(5);
  await move(first, second);
  const before = acknowledged.size;
  await callers;
  await tellAll(second);
  expect(before).toBeLessThan(people);
  expect(acknowledged.size).toBe(people);

  const [ledger] = await second.owner.query(
    `SELECT (SELECT count(*)::int FROM department_members WHERE user_id LIKE 'usr_load%') AS members,
            (SELECT count(*)::int FROM operations WHERE id LIKE 'op_load%' AND state = 'done') AS operations,
            (SELECT count(*)::int FROM audit_events WHERE user_id LIKE 'usr_load%') AS audited,
            (SELECT count(DISTINCT e.user_id)::int FROM feed_events f JOIN audit_events e ON e.id = f.event_id
             WHERE e.user_id LIKE 'usr_load%') AS told,
            (SELECT max(sequence) - count(*) FROM feed_events f JOIN audit_events e ON e.id = f.event_id
             WHERE e.department_id = $1)::int AS gaps`,
    [DEPARTMENT],
  );
  expect(ledger).toEqual({ members: people, operations: people, audited: people, told: people, gaps: 0 });
  for (const number of [1, before - 10, people])
    expect(await addPersistently(number)).toEqual(acknowledged.get(number));
  const added = ({ owner }: Cell) =>
    owner.query(`SELECT user_id, added_at FROM department_members WHERE user_id LIKE 'usr_load%' ORDER BY user_id`);
  expect(await added(second)).toEqual(expect.arrayContaining(await added(first)));
  await removeMovedOrganization(first.owner, second.owner, ORGANIZATION);
  await move(second, first);
  await removeMovedOrganization(second.owner, first.owner, ORGANIZATION);
}, 60_000);

it('moves an organization there and back: nothing is lost, repeated requests are recognized, cursors go on, seals hold', async () => {
  expect(await add(first, 1)).toBe('added');
  await tellAll(first);
  const { next: cursor } = await readFeed(first, null);
  expect(await add(first, 2)).toBe('added');

  const manifest = await move(first, second);
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
  expect(rows).toMatchObject({ organizations: 1, department_members: expect.any(Number), operations: 602 });
  expect(await add(second, 2)).toBe('added');
  expect(await add(second, 2, 'op_2again')).toBe('rejected');
  expect(await add(first, 3)).toBe('rejected');
  expect(await add(second, 3)).toBe('added');
  await tellAll(second);
  const told = await readFeed(second, cursor);
  expect(told.events.map(({ user_id }) => user_id)).toEqual([person(2), person(3)]);
  const sequences = told.events.map(({ sequence }) => Number(sequence));
  expect(sequences[1]).toBe((sequences[0] ?? 0) + 1);
  expect(told.ids[0]).toBe((await readFeed(first, cursor)).ids[0]);

  const { rows: removed } = await removeMovedOrganization(first.owner, second.owner, ORGANIZATION);
  expect(removed).toBeGreaterThan(50);
  for (const table of ORGANIZATION_TABLES) {
    const left = await first.owner.query(`SELECT FROM ${table.name} t WHERE ${table.rows}`, [ORGANIZATION]);
    expect({ [table.name]: left.length }).toEqual({ [table.name]: 0 });
  }

  await move(second, first);
  expect(await add(first, 4)).toBe('added');
  await tellAll(first);
  const back = await readFeed(first, told.next);
  expect(back.events.map(({ user_id }) => user_id)).toEqual([person(4)]);
  await settle(first);
  const options = { publicKeys: [publicKey] };
  expect(await verifyAudit(first.dataSource, options)).toMatchObject({ organizations: 1, unsealed: 0 });
  expect(await verifyAudit(second.dataSource, options)).toMatchObject({ organizations: 1, unsealed: 0 });
  await removeMovedOrganization(second.owner, first.owner, ORGANIZATION);
  expect(await verifyAudit(second.dataSource, options)).toMatchObject({ organizations: 0, events: 0 });
}, 60_000);

it('removes a copy only when the other cell is open, and the audit of the organizations that stay holds', async () => {
  const seal = () => new AuditSealer(first.dataSource, { signingKey }).run();
  const record = (organizationId: string, events = 1) =>
    first.owner.query(
      `INSERT INTO audit_events (organization_id, occurred_at, action, channel, actor_type, actor_id, trace_id)
       SELECT $1, now(), 'key.create', 'rest', 'user', 'usr_x', repeat('0', 32) FROM generate_series(1, $2::int)`,
      [organizationId, events],
    );
  for (const organizationId of ['org_other', ORGANIZATION, 'org_other']) {
    await record(organizationId);
    while ((await seal()).seals === 0);
  }
  const { folder: files, manifest } = await exportFrom(first);
  const remove = () => removeMovedOrganization(first.owner, second.owner, ORGANIZATION);
  await expect(remove()).rejects.toThrow('has not moved');
  const { receipt } = await importOrganization(second.owner, manifest, files);
  await expect(remove()).rejects.toThrow('has not moved');
  const { ticket } = await releaseOrganization(first.owner, ORGANIZATION, 'other', { receipt });
  await expect(remove()).rejects.toThrow('not open in the other cell');
  await openOrganization(second.owner, ORGANIZATION, String(ticket));
  const unsealed = 10_001;
  await record(ORGANIZATION, unsealed);
  expect((await remove()).rows).toBeGreaterThan(unsealed);

  await record('org_other');
  while ((await seal()).seals === 0);
  const verify = () => verifyAudit(first.dataSource, { publicKeys: [publicKey] });
  expect(await verify()).toMatchObject({ organizations: 1, events: 3, unsealed: 0 });
  const [noted] = await first.owner.query('DELETE FROM removed_seals RETURNING from_id, to_id');
  await expect(verify()).rejects.toThrow('Seals are missing');
  await first.owner.query(
    'INSERT INTO removed_seals (from_id, to_id) SELECT from_id, to_id FROM jsonb_to_recordset($1) AS n (from_id bigint, to_id bigint)',
    [JSON.stringify(noted)],
  );
  await move(second, first);
  expect(await verify()).toMatchObject({ organizations: 2, unsealed: 0 });
  await removeMovedOrganization(second.owner, first.owner, ORGANIZATION);
}, 60_000);

it('imports all or nothing, and the same export once', async () => {
  const { folder: files, manifest } = await exportFrom(first);
  const broken = mkdtempSync(join(folder, 'broken-'));
  cpSync(files, broken, { recursive: true });
  truncateSync(join(broken, 'organization_members.copy.gz'), 100);
  await expect(importOrganization(second.owner, manifest, broken)).rejects.toThrow();
  const swapped = {
    ...manifest,
    tables: manifest.tables.map((table) => (table.name === 'departments' ? { ...table, rows: table.rows + 1 } : table)),
  };
  await expect(importOrganization(second.owner, swapped, files)).rejects.toThrow('Nothing was imported');
  await expect(importOrganization(second.owner, { ...manifest, schema: 'older' }, files)).rejects.toThrow('update');
  await expect(importOrganization(second.owner, { ...manifest, key_sha256: '0'.repeat(64) }, files)).rejects.toThrow(
    'key',
  );
  expect(await second.owner.query('SELECT FROM organizations')).toEqual([]);
  expect(readdirSync(files)).toContain('manifest.json');

  const { receipt } = await importOrganization(second.owner, manifest, files);
  expect(await importOrganization(second.owner, manifest, files)).toEqual({ wasPresent: true, receipt });
  await expect(importOrganization(first.owner, manifest, files)).rejects.toMatchObject({
    code: 'ORGANIZATION_DUPLICATE',
  });
  expect(await add(second, 9)).toBe('rejected');
  expect(await add(first, 9)).toBe('rejected');
});

it('a move that was given up can begin again once its copy is discarded', async () => {
  const check = (cell = 'eu2') => checkMove(first.owner, second.owner, ORGANIZATION, cell);
  const discard = (from: Cell = first, to: Cell = second) => discardCopy(from.owner, to.owner, ORGANIZATION);
  await expect(check()).resolves.toEqual({ webhooks: [], slack: [] });
  await expect(discard(second, first)).rejects.toThrow('not opened here');
  await unfreezeOrganization(first.owner, ORGANIZATION);
  await expect(check()).rejects.toThrow('organization discard');
  await freezeOrganization(first.owner, ORGANIZATION);
  await expect(check()).rejects.toThrow('organization discard');
  expect((await discard()).rows).toBeGreaterThan(50);
  await expect(check()).resolves.toBeDefined();
  await expect(discard()).rejects.toThrow('has no copy');
  const setKey = (key: Buffer) =>
    second.owner.query(`UPDATE installation_keys SET key = $1 WHERE name = 'event_ids'`, [key]);
  const key = await readCellKey(second.owner);
  await setKey(Buffer.alloc(key.length));
  await expect(check()).rejects.toThrow('another key');
  await setKey(key);

  const { folder: files, manifest } = await exportFrom(first);
  const { receipt } = await importOrganization(second.owner, manifest, files);
  await expect(check()).resolves.toBeDefined();
  const { ticket } = await releaseOrganization(first.owner, ORGANIZATION, 'eu2', { receipt });
  await expect(check('eu3')).rejects.toThrow('--instead-of eu2');
  await expect(discard()).rejects.toThrow('has moved');
  await openOrganization(second.owner, ORGANIZATION, String(ticket));
  await expect(check()).resolves.toBeDefined();
});
