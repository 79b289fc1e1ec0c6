import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrganizationManifest } from '@roster/domain';
import { createMigratedDatabase, dropDatabase, testDatabaseUrl } from '@roster/local-stack';
import type { DataSource } from 'typeorm';
import { AuditSealer } from '../audit/audit-sealer.js';
import { verifyAudit } from '../audit/verify-audit.js';
import { createDataSource } from '../data-source.js';
import { command, ORGANIZATION, openTestDatabase, person } from '../database.fixture.js';
import { EventFeed } from '../feed/event-feed.js';
import { FeedRelay } from '../feed/feed-relay.js';
import { MembershipLedger } from '../memberships/membership-ledger.js';
import { migrate } from '../migrate.js';
import { prepareCell, readCellKey } from './cell-number.js';
import { exportOrganization } from './export-organization.js';
import { freezeOrganization, openOrganization, releaseOrganization } from './fences.js';
import { importOrganization } from './import-organization.js';
import { ORGANIZATION_TABLES } from './organization-tables.js';
import { removeMovedOrganization } from './remove-organization.js';
import { untilSettled } from './settle.js';

interface Cell {
  readonly owner: DataSource;
  readonly dataSource: DataSource;
}

const first = await openTestDatabase();
const name = `second_cell_${process.pid}`;
const { url, ownerUrl } = await createMigratedDatabase(name, migrate);
const second = {
  dataSource: await createDataSource(url, { poolSize: 10 }).initialize(),
  owner: await createDataSource(ownerUrl, { poolSize: 2, silenceTimeoutMs: 0 }).initialize(),
};
const folder = mkdtempSync(join(tmpdir(), 'roster-export-'));
const { privateKey: signingKey, publicKey } = generateKeyPairSync('ed25519');
afterAll(async () => {
  await second.dataSource.destroy();
  await second.owner.destroy();
  await dropDatabase(testDatabaseUrl(), name);
  await first.close();
  rmSync(folder, { recursive: true });
});
beforeAll(async () => prepareCell(second.owner, 1, await readCellKey(first.owner)));

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
  expect(await importOrganization(to.owner, manifest, files)).toBe('imported');
  const { ticket } = await releaseOrganization(from.owner, ORGANIZATION, 'other');
  await openOrganization(to.owner, ORGANIZATION, ticket);
  return manifest;
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

it('moves an organization there and back: nothing is lost, repeated requests are recognized, cursors go on, seals hold', async () => {
  expect(await add(first, 1)).toBe('added');
  await tellAll(first);
  const { next: cursor } = await readFeed(first, null);
  expect(await add(first, 2)).toBe('added');

  const manifest = await move(first, second);
  const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
  expect(rows).toMatchObject({ organizations: 1, department_members: expect.any(Number), operations: 2 });
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

  const { rows: removed } = await removeMovedOrganization(first.owner, ORGANIZATION);
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
  await removeMovedOrganization(second.owner, ORGANIZATION);
  expect(await verifyAudit(second.dataSource, options)).toMatchObject({ organizations: 0, events: 0 });
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

  expect(await importOrganization(second.owner, manifest, files)).toBe('imported');
  expect(await importOrganization(second.owner, manifest, files)).toBe('present');
  await expect(importOrganization(first.owner, manifest, files)).rejects.toMatchObject({
    code: 'ORGANIZATION_DUPLICATE',
  });
  expect(await add(second, 9)).toBe('rejected');
  expect(await add(first, 9)).toBe('rejected');
});
