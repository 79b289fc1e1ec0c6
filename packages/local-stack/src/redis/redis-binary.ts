import { findExecutable } from '../find-executable.js';

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
