import { createHash, type Hash, type KeyObject } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seal, SealHead } from '../audit/seal.js';
import { SealChains, type SealedContents } from '../audit/seal-chains.js';
import { MARK_BYTES, SEALED_COLUMNS } from '../audit/seal-statements.js';
import { PARTITION_BITS, PARTITIONS_OF_CELL } from '../partitions/partition-ranges.js';
import {
  ArchiveDamaged,
  type ArchivedFile,
  type ArchiveManifest,
  folderOf,
  readManifest,
  SEALS,
} from './archive-format.js';
import { checksumOf, readLines } from './compressed-lines.js';
import { sealFromLine } from './seal-lines.js';

export interface ArchiveVerification {
  readonly partitions: number;
  readonly events: number;
  readonly seals: number;
  readonly organizations: number;
  readonly unsigned_seals: number;
  readonly signatures_checked: boolean;
}

interface VerifyArchiveOptions {
  /** Only these partitions; all that are there unless given. */
  readonly only?: readonly number[] | undefined;
  /** Ed25519 keys of which one made each signature. With none, signatures are not checked. */
  readonly publicKeys?: readonly KeyObject[] | undefined;
  /** A head that was exported: the chain must contain it. */
  readonly head?: SealHead | undefined;
  readonly onProgress?: ((events: number, total: number) => void) | undefined;
}

/**
 * Checks the archive in a directory without the database: each file against its checksum, each event against its seal,
 * and the seals against each other, from folder to folder.
 *
 * @throws ArchiveDamaged for a file that is missing or is not what was written
 * @throws AuditMismatch at the first seal or event that does not fit
 */
export async function verifyArchive(
  directory: string,
  { only, onProgress, ...options }: VerifyArchiveOptions = {},
): Promise<ArchiveVerification> {
  const manifests = await manifestsIn(directory, only);
  const total = manifests.reduce((sum, { events }) => sum + events, 0);
  const chains = new SealChains({
    ...options,
    nameEvent: (id) => `The event in row ${id}`,
    isComplete: manifests[0] !== undefined && manifests[0].partition % PARTITIONS_OF_CELL === 0,
  });
  for (const manifest of manifests) {
    const folder = join(directory, folderOf(manifest.partition));
    for (const file of [...manifest.files, manifest.seals]) await checkFile(folder, file);
  }
  let done = 0;
  for (const manifest of manifests) {
    const folder = join(directory, folderOf(manifest.partition));
    await checkPartition(folder, manifest, chains, () => {
      done += 1;
      onProgress?.(done, total);
    });
  }
  chains.checkEnds();
  const { seals, organizations, unsigned_seals, signatures_checked } = chains.checked;
  return { partitions: manifests.length, events: done, seals, organizations, unsigned_seals, signatures_checked };
}

/** @throws ArchiveDamaged when there is no folder, one of them is missing, or was not finished */
async function manifestsIn(directory: string, only?: readonly number[]): Promise<ArchiveManifest[]> {
  const names = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
    throw new ArchiveDamaged(`${directory} cannot be read (${cause.code}).`, { cause });
  });
  const folders = names
    .filter((name) => /^audit-\d{4,}$/.test(name) && (only?.includes(numberOf(name)) ?? true))
    .sort((a, b) => numberOf(a) - numberOf(b));
  if (folders.length === 0) throw new ArchiveDamaged(`There is no archive of the audit in ${directory}.`);
  const manifests: ArchiveManifest[] = [];
  for (const name of folders) {
    const manifest = await readManifest(join(directory, name));
    if (manifest.partition !== numberOf(name))
      throw new ArchiveDamaged(`${name} has the manifest of another partition, ${manifest.partition}.`);
    if (manifest.columns.join() !== SEALED_COLUMNS.join())
      throw new ArchiveDamaged(`${name} has other columns than this version knows.`);
    const before = manifests.at(-1);
    if (before !== undefined && before.partition + 1 !== manifest.partition)
      throw new ArchiveDamaged(`${folderOf(before.partition + 1)} is missing.`);
    manifests.push(manifest);
  }
  return manifests;
}

function numberOf(folder: string): number {
  return Number(folder.slice('audit-'.length));
}

async function checkFile(folder: string, { name, bytes, sha256 }: ArchivedFile): Promise<void> {
  const file = join(folder, name);
  const found = await checksumOf(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ArchiveDamaged(`${file} is missing or cannot be read (${cause.code}).`, { cause });
  });
  if (found.bytes !== bytes) throw new ArchiveDamaged(`${file} has ${found.bytes} bytes in place of ${bytes}.`);
  if (found.sha256 !== sha256)
    throw new ArchiveDamaged(`${file} was changed: its SHA-256 is not that of the manifest.`);
}

/** Reads events and seals side by side: what is in memory is one turn of the sealer. */
async function checkPartition(
  folder: string,
  manifest: ArchiveManifest,
  chains: SealChains,
  onEvent: () => void,
): Promise<void> {
  const events = eventsIn(folder, manifest);
  let next = await events.next();
  let turn: Seal[] = [];
  let end: string | undefined;
  const isOwn = ({ to_id }: Seal) => BigInt(to_id) >> PARTITION_BITS === BigInt(manifest.partition);
  const checkTurn = async (seals: readonly Seal[]) => {
    const found = new Map<string, Collected>();
    const upTo = BigInt(seals.find(isOwn)?.to_id ?? 0);
    for (; !next.done && BigInt(next.value.id) <= upTo; next = await events.next()) {
      collect(found, next.value);
      onEvent();
    }
    for (const seal of seals) {
      chains.checkSeal(seal);
      // What other cells have sealed is in their archives.
      if (!isOwn(seal)) continue;
      chains.checkEvents(seal, contentsOf(seal.organization_id, found.get(seal.organization_id)));
      found.delete(seal.organization_id);
    }
    for (const [organizationId, rest] of found) {
      const unsealed = contentsOf(organizationId, rest);
      if (unsealed !== undefined) chains.refuseUnsealed(unsealed);
    }
  };
  for await (const line of readLines(join(folder, SEALS))) {
    const seal = sealFromLine(line);
    if (isOwn(seal)) {
      if (end !== undefined && end !== seal.to_id) {
        await checkTurn(turn);
        turn = [];
      }
      end = seal.to_id;
    }
    turn.push(seal);
  }
  await checkTurn(turn);
  if (!next.done) throw new ArchiveDamaged(`The event in row ${next.value.id} of ${folder} is in no seal.`);
}

interface ArchivedEvent {
  readonly id: string;
  readonly organizationId: string;
  readonly digest: Buffer;
}

/** @throws ArchiveDamaged when there are more or fewer than the manifest says, or they are not in their order */
async function* eventsIn(folder: string, manifest: ArchiveManifest): AsyncGenerator<ArchivedEvent, undefined> {
  let last = -1n;
  let count = 0;
  for (const { name } of manifest.files) {
    for await (const line of readLines(join(folder, name))) {
      const [, id, organizationId] = /^\[(\d+), "([^"\\]+)", /.exec(line) ?? [];
      if (id === undefined || organizationId === undefined || BigInt(id) <= last)
        throw new ArchiveDamaged(`${join(folder, name)} has a line that is not the next event.`);
      last = BigInt(id);
      count += 1;
      yield { id, organizationId, digest: createHash('sha256').update(line, 'utf8').digest() };
    }
  }
  if (count !== manifest.events)
    throw new ArchiveDamaged(`${folder} has ${count} events, and its manifest says ${manifest.events}.`);
  return undefined;
}

/** The events of an organization in a turn, as `SEALED_EVENTS` collects them in the database. */
interface Collected {
  events: number;
  readonly hash: Hash;
  readonly marks: Buffer[];
}

function collect(found: Map<string, Collected>, { id, organizationId, digest }: ArchivedEvent): void {
  const collected = found.get(organizationId) ?? { events: 0, hash: createHash('sha256'), marks: [] };
  found.set(organizationId, collected);
  collected.events += 1;
  collected.hash.update(digest);
  const mark = Buffer.alloc(MARK_BYTES);
  mark.writeBigInt64BE(BigInt(id));
  digest.copy(mark, 8, 0, MARK_BYTES - 8);
  collected.marks.push(mark);
}

function contentsOf(organizationId: string, collected: Collected | undefined): SealedContents | undefined {
  if (collected === undefined) return undefined;
  const { events, hash, marks } = collected;
  return { organization_id: organizationId, events, events_hash: hash.digest(), marks: Buffer.concat(marks) };
}
