import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Valkey is what Redis became under its old licence, and takes the same arguments. */
export type RedisProgram = 'redis-server' | 'valkey-server';

/** Whether a `redis-server`, or the one asked for, is on the PATH. */
export function redisAvailable(program?: RedisProgram): boolean {
  return redisBinary(process.env.PATH, program) !== undefined;
}

/** The server program on the PATH. */
export function redisBinary(path = '', program: RedisProgram = 'redis-server'): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
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
