import { join } from 'node:path';
import { runningUrlOf } from '@roster/local-stack';
import { startService } from '../stack/service.js';
import type { Contender } from './contender.js';
import { rosterContender } from './roster-contender.js';

const SERVERS = join(import.meta.dirname, 'servers');

/** The same insert in one TypeORM transaction within the request, behind the same HTTP stack. */
export const directContender: Contender = {
  name: 'direct',
  title: 'Direct TypeORM transaction',
  missing: () => null,
  async open(stack) {
    const databaseUrl = await stack.database('direct');
    // The API wants a queue, and uses it for nothing here.
    const env = { DATABASE_URL: runningUrlOf(databaseUrl), REDIS_URL: stack.redis ? stack.redisUrl(1) : undefined };
    const api = await startService('api', env, join(SERVERS, 'direct-api.main.js'));
    return rosterContender(stack, databaseUrl, [api]);
  },
};

/** A job for each add, and `waitUntilFinished`: the transaction is the direct one, carried out by a worker. */
export const usualContender: Contender = {
  name: 'usual',
  title: 'BullMQ job per add, waitUntilFinished',
  missing: ({ redis }) => (redis ? null : 'no redis-server on the PATH'),
  async open(stack) {
    const databaseUrl = await stack.database('usual');
    const env = { DATABASE_URL: runningUrlOf(databaseUrl), REDIS_URL: stack.redisUrl(2) };
    const worker = await startService('worker', env, join(SERVERS, 'usual-worker.main.js'));
    const api = await startService('api', env, join(SERVERS, 'usual-api.main.js'));
    return rosterContender(stack, databaseUrl, [api, worker]);
  },
};
