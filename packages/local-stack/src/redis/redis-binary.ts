import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a `redis-server` is on the PATH. */
export function redisAvailable(): boolean {
  return redisBinary() !== undefined;
}

/** The `redis-server` on the PATH. */
export function redisBinary(path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'redis-server'))
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
