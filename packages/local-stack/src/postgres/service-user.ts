import { spawnSync } from 'node:child_process';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The account that the server runs as when we are root, because Postgres refuses to run as root. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/** `undefined` when we are an ordinary user: then the server runs as that user. */
export function serviceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp();
  if (found) return found;
  const made =
    succeeds('useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME) ||
    succeeds('adduser', '-S', '-D', '-H', NAME);
  const created = made ? lookUp() : undefined;
  if (created) return created;
  throw new Error(
    `Postgres does not run as root, and the system user "${NAME}" could not be made (neither useradd nor adduser worked). Make that user, or start as an ordinary user.`,
  );
}

/** Whether `user` may enter `folder` and all its parents. */
export function canEnter(folder: string, user: ServiceUser): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if (!hasAccess(statSync(path), user, 1)) return false;
    if (path === dirname(path)) return true;
  }
}

/** `wanted` is a sum of the permission bits 4 (read), 2 (write), 1 (execute, enter). */
export function hasAccess(stats: Pick<Stats, 'mode' | 'uid' | 'gid'>, user: ServiceUser, wanted: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0;
  return ((stats.mode >> shift) & wanted) === wanted;
}

function lookUp(): ServiceUser | undefined {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === NAME);
  return entry ? { uid: Number(entry[2]), gid: Number(entry[3]) } : undefined;
}

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
