import { runningUrlOf } from '@roster/local-stack';
import { startService } from '../stack/service.js';
import type { Stack } from '../stack/stack.js';
import type { Contender } from './contender.js';
import { HttpContender } from './http-contender.js';
import { ROSTER_RESET, rosterTarget } from './roster-target.js';

export type Backend = 'redis' | 'postgres';

const TITLES: Record<Backend, string> = {
  redis: 'Roster, queue on Redis',
  postgres: 'Roster, queue on Postgres',
};

/** Roster as it is: the API and one worker. */
export function queueContender(backend: Backend): Contender {
  return {
    name: backend,
    title: TITLES[backend],
    missing: ({ redis }) => (backend === 'redis' && !redis ? 'no redis-server on the PATH' : null),
    open: (stack) => openQueueContender(stack, backend),
  };
}

export async function openQueueContender(
  stack: Stack,
  backend: Backend,
  name: string = backend,
): Promise<HttpContender> {
  const databaseUrl = await stack.database(name);
  const env = {
    DATABASE_URL: runningUrlOf(databaseUrl),
    REDIS_URL: backend === 'redis' ? stack.redisUrl(0) : undefined,
  };
  const worker = await startService('worker', env);
  const api = await startService('api', env);
  return new HttpContender({
    stack,
    databaseUrl,
    target: rosterTarget(api.url, stack),
    services: [api, worker],
    table: 'department_members',
    reset: ROSTER_RESET,
  });
}
