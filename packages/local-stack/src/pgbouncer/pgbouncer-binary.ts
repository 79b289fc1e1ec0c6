import { delimiter } from 'node:path';
import { findExecutable } from '../find-executable.js';

/** Debian installs it where the PATH of an ordinary user does not lead. */
const BESIDE_THE_PATH = '/usr/sbin';

/** The `pgbouncer` of this machine, if there is one. */
export function pgbouncerBinary(): string | undefined {
  return findExecutable('pgbouncer', [process.env.PATH ?? '', BESIDE_THE_PATH].join(delimiter));
}
