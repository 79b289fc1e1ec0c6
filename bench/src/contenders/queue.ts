import { type Build, THIS_BUILD } from '../builds/build.js';
import type { OtherNode } from '../builds/other-node.js';
import { startService } from '../stack/service.js';
import type { Stack } from '../stack/stack.js';
import type { Contender } from './contender.js';
import type { HttpContender } from './http-contender.js';
import { rosterContender } from './roster-contender.js';

export const BACKENDS = ['redis', 'postgres'] as const;
type Backend = (typeof BACKENDS)[number];

const TITLES: Record<Backend, string> = {
  redis: 'Roster, queue on Redis',
  postgres: 'Roster, queue on Postgres',
};

/** Roster as it is, or as it was: the API and one worker. */
export function queueContender(backend: Backend, build = THIS_BUILD): Contender {
  const earlier = build.name === 'before';
  return {
    name: earlier ? `${backend}-before` : backend,
    title: earlier ? `${TITLES[backend]}, before` : TITLES[backend],
    missing: ({ redis }) => (backend === 'redis' && !redis ? 'no redis-server on the PATH' : null),
    open: (stack) => openQueueContender(stack, backend, earlier ? `${backend}-before` : backend, build),
  };
}

/** Roster as it is, with the queue on Redis, run by another Node.js. */
export function otherNodeContender(node: OtherNode): Contender {
  const { missing } = queueContender('redis');
  return {
    name: 'redis-node',
    title: `${TITLES.redis}, Node ${node.version}`,
    missing,
    open: (stack) => openQueueContender(stack, 'redis', 'redis-node', THIS_BUILD, node),
  };
}

/** `name`: of its database. */
export async function openQueueContender(
  stack: Stack,
  backend: Backend,
  name: string,
  build = THIS_BUILD,
  node?: OtherNode,
): Promise<HttpContender> {
  const databaseUrl = await stack.database(name, build);
  const redisUrl = backend === 'redis' ? stack.redisUrl(REDIS_DATABASES[node ? 'node' : build.name]) : undefined;
  const env = { DATABASE_URL: build.runningUrlOf(databaseUrl), REDIS_URL: redisUrl };
  const worker = await startService('worker', env, build.main('worker'), node?.path);
  const api = await startService('api', env, build.main('api'), node?.path);
  return rosterContender(stack, databaseUrl, [api, worker]);
}

const REDIS_DATABASES: Record<Build['name'] | 'node', number> = { after: 0, before: 3, node: 4 };
