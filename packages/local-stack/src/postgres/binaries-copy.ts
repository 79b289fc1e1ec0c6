import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assertOurs, serviceHome, shortHash } from './service-home.js';

/** Copies the binaries to where the service user can run them, once per version. Safe to run concurrently. */
export function copyForServiceUser(
  root: string,
  version: string,
  restoreLinks: (root: string) => void,
  log: (line: string) => void,
): string {
  const home = serviceHome();
  const target = join(home, `postgres-${version}-${shortHash(`${process.platform} ${process.arch} ${version}`)}`);
  if (existsSync(target)) {
    assertOurs(target);
    return target;
  }
  const draft = mkdtempSync(join(home, 'copying-'));
  try {
    cpSync(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    restoreLinks(draft);
    openForReading(draft);
    renameSync(draft, target);
    log(`Postgres binaries copied to ${target} (the postgres user cannot enter ${root})`);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Renaming onto a non-empty folder fails: another process made the same copy first.
    if (!existsSync(target)) throw error;
  }
  assertOurs(target);
  return target;
}

function openForReading(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  chmodSync(path, stats.isDirectory() || (stats.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (stats.isDirectory()) for (const entry of readdirSync(path)) openForReading(join(path, entry));
}
