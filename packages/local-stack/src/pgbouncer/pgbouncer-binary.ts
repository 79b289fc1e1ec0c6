import { delimiter } from 'node:path';
import { findExecutable } from '../find-executable.js';

/** Debian installs it here, which is not on the PATH of an ordinary user. */
const BESIDE_THE_PATH = '/usr/sbin';

/** The path of `pgbouncer`, if it is installed. */
export function pgbouncerBinary(): string | undefined {
  return findExecutable('pgbouncer', [process.env.PATH ?? '', BESIDE_THE_PATH].join(delimiter));
}
