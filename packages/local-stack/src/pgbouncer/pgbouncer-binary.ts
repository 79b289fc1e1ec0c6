import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian installs it where the PATH of an ordinary user does not lead. */
const BESIDE_THE_PATH = '/usr/sbin';

/** The `pgbouncer` of this machine, if there is one. */
export function pgbouncerBinary(): string | undefined {
  return [...(process.env.PATH ?? '').split(delimiter), BESIDE_THE_PATH]
    .filter(Boolean)
    .map((folder) => join(folder, 'pgbouncer'))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
