import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ORGANIZATION, openTestDatabase } from '../database.fixture.js';
import { checkMove } from './check-move.js';
import { deleteOrganization } from './delete-organization.js';
import { discardCopy } from './discard-copy.js';
import { type CopyOptions, exportOrganization, fileOf, MANIFEST_FILE } from './export-organization.js';
import { freezeOrganization, unfreezeOrganization } from './fences.js';
import { openOrganization, releaseOrganization, takeBackOrganization } from './hand-over.js';
import { importOrganization } from './import-organization.js';
import { removeMovedOrganization } from './remove-organization.js';
import { type Cell, openSecondCell } from './second-cell.fixture.js';

const first = await openTestDatabase();
const second = await openSecondCell(first, 1);
const third = await openSecondCell(first, 2);
const folder = mkdtempSync(join(tmpdir(), 'roster-export-'));
afterAll(async () => {
  await third.close();
  await second.close();
  await first.close();
  rmSync(folder, { recursive: true });
});

/** What an export is imported with. */
async function exportFrom({ owner }: Cell) {
  const files = mkdtempSync(join(folder, 'export-'));
  await freezeOrganization(owner, ORGANIZATION);
  const manifest = await exportOrganization(owner, ORGANIZATION, files);
  return ({ owner: other }: Cell) => importOrganization(other, manifest, files);
}

const release = async (from: Cell, receipt: string) =>
  String((await releaseOrganization(from.owner, ORGANIZATION, 'other', { receipt })).ticket);
const open = ({ owner }: Cell, ticket: string) => openOrganization(owner, ORGANIZATION, ticket);
const takeBack = (from: Cell, to: Cell) => takeBackOrganization(from.owner, to.owner, ORGANIZATION);
const remove = (from: Cell, to: Cell) => removeMovedOrganization(from.owner, to.owner, ORGANIZATION);
const discard = (from: Cell, to: Cell, options?: CopyOptions) =>
  discardCopy(from.owner, to.owner, ORGANIZATION, options);
const check = (from: Cell, to: Cell) => checkMove(from.owner, to.owner, ORGANIZATION, 'other');

it('an export that is repeated in the same folder, and interrupted, is none', async () => {
  const files = mkdtempSync(join(folder, 'export-'));
  const manifest = join(files, MANIFEST_FILE);
  writeFileSync(manifest, '{}');
  mkdirSync(fileOf(files, 'departments'));
  await freezeOrganization(first.owner, ORGANIZATION);
  await expect(exportOrganization(first.owner, ORGANIZATION, files)).rejects.toThrow('EISDIR');
  expect(existsSync(manifest)).toBe(false);
});

it('of an export that was imported into two cells, the ticket opens one copy, once', async () => {
  const importInto = await exportFrom(first);
  const { receipt } = await importInto(second);
  const other = await importInto(third);
  const ticket = await release(first, receipt);
  await expect(release(first, other.receipt)).rejects.toThrow('another copy');
  await expect(open(third, ticket)).rejects.toThrow('in the cell with the number 1, and this is cell 2');
  await open(second, ticket);
  await open(second, ticket);

  // It moves on, and somebody imports the old export where it was before.
  await discard(second, third);
  const next = await (await exportFrom(second))(third);
  await open(third, await release(second, next.receipt));
  await expect(check(first, second)).rejects.toThrow('has moved on');
  await remove(second, third);
  expect(await importInto(second)).toMatchObject({ wasPresent: false });
  await expect(open(second, ticket)).rejects.toThrow('not the ticket');
  await expect(takeBack(first, second)).rejects.toThrow('was opened');
  await discard(third, second);
  await remove(first, third);
});

it('a release is taken back when its copy is lost, or was not opened, and the copy cannot be opened then', async () => {
  await expect(takeBack(third, second)).rejects.toThrow('is not frozen');
  const importInto = await exportFrom(third);
  const { receipt } = await importInto(second);
  await expect(takeBack(third, second)).rejects.toThrow('was not released');
  const ticket = await release(third, receipt);
  await expect(takeBack(third, first)).rejects.toThrow('with the number 1, and this is cell 0');
  await takeBack(third, second);
  await expect(open(second, ticket)).rejects.toThrow('not the ticket');
  await expect(release(third, receipt)).rejects.toThrow('not the receipt');
  await expect(check(third, second)).rejects.toThrow('organization discard');
  await unfreezeOrganization(third.owner, ORGANIZATION);
  await expect(check(third, second)).rejects.toThrow('organization discard');
  await discard(third, second);

  const lost = await (await exportFrom(third))(second);
  await release(third, lost.receipt);
  await deleteOrganization(second.owner, ORGANIZATION, () => undefined);
  await expect(check(third, second)).rejects.toThrow('organization take-back');
  await takeBack(third, second);
  await expect(check(third, second)).resolves.toBeDefined();
  await unfreezeOrganization(third.owner, ORGANIZATION);

  const moved = await (await exportFrom(third))(second);
  await open(second, await release(third, moved.receipt));
  const interrupted = removeMovedOrganization(third.owner, second.owner, ORGANIZATION, {
    onProgress: () => {
      throw new Error('interrupted');
    },
  });
  await expect(interrupted).rejects.toThrow('interrupted');
  // As if an empty cell had taken the place of the second.
  await second.owner.query('DELETE FROM opened_copies');
  await expect(takeBack(third, second)).rejects.toThrow('at least in part');
  await remove(third, second);
});

it('a copy that is imported while an older one is discarded is kept', async () => {
  const importInto = await exportFrom(second);
  await importInto(third);
  let imported: Promise<unknown> | undefined;
  const onProgress = () => {
    imported ??= third.owner.query(`UPDATE organization_fences SET ticket_hash = 'another'`);
  };
  await expect(discard(second, third, { onProgress })).rejects.toThrow('imported meanwhile');
  await imported;
  await discard(second, third);
  await unfreezeOrganization(second.owner, ORGANIZATION);
});

it('a release without a receipt needs an organization that is open in the other cell, and opens nothing', async () => {
  const releaseTo = (openIn?: DataSource) => releaseOrganization(second.owner, ORGANIZATION, 'other', { openIn });
  await (await exportFrom(second))(third);
  for (const other of [first, second, third])
    await expect(releaseTo(other.owner)).rejects.toThrow('not open in the other cell');
  await third.owner.query('DELETE FROM organization_fences');
  expect(await releaseTo(third.owner)).toEqual({ ticket: null });
  expect(await releaseTo()).toEqual({ ticket: null });
  await expect(takeBack(second, third)).rejects.toThrow('lives in the other cell');
  await expect(check(second, third)).rejects.toThrow('lives in the other cell');
});
