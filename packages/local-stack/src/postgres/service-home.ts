import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CANDIDATES = ['/var/lib/roster', join(tmpdir(), 'roster')];

/**
 * A folder, owned by root, for what the service user cannot reach in a clone under a private home. Somebody else could
 * have planted a folder in a shared tmp, so its owner and mode are checked.
 */
export function serviceHome(): string {
  const problems: string[] = [];
  for (const folder of CANDIDATES) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      accessSync(folder, constants.W_OK);
      assertOurs(folder);
      return folder;
    } catch (error) {
      problems.push(`${folder}: ${(error as Error).message}`);
    }
  }
  throw new Error(`No folder that the postgres user can reach could be made (${problems.join('; ')}).`);
}

/** Throws unless `folder` is a real folder that we own and nobody else may write to. */
export function assertOurs(folder: string): void {
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.() || (stats.mode & 0o022) !== 0)
    throw new Error(`${folder} is not a folder of this user alone; remove it and start again.`);
}

/** A short name derived from a text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
