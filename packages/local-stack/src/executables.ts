import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Valkey is a fork of Redis and takes the same arguments. */
export type RedisProgram = 'redis-server' | 'valkey-server';

/** Whether a `redis-server`, or the one asked for, is on the PATH. */
export function redisAvailable(program?: RedisProgram): boolean {
  return redisBinary(process.env.PATH, program) !== undefined;
}

/** The server program on the PATH. */
export function redisBinary(path = '', program: RedisProgram = 'redis-server'): string | undefined {
  return findExecutable(program, path);
}

/** Debian installs PgBouncer here, which is not on the PATH of an ordinary user. */
const BESIDE_THE_PATH = '/usr/sbin';

/** The path of `pgbouncer`, if it is installed. */
export function pgbouncerBinary(): string | undefined {
  return findExecutable('pgbouncer', [process.env.PATH ?? '', BESIDE_THE_PATH].join(delimiter));
}

/** The first executable of this name on a PATH. */
export function findExecutable(name: string, path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
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
