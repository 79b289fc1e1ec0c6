import type { Stack } from '../stack/stack.js';
import { betterAuthContender } from './better-auth.js';
import type { Contender, ContenderName } from './contender.js';
import { directContender, usualContender } from './direct.js';
import { pgbenchContender } from './pgbench.js';
import { BACKENDS, otherNodeContender, queueContender } from './queue.js';

const CONTENDERS: readonly Contender[] = [
  queueContender('redis'),
  queueContender('postgres'),
  directContender,
  usualContender,
  betterAuthContender,
  pgbenchContender,
];

/** Those with these names; after the queue of this build comes that of an earlier build, and of another Node.js. */
export function contendersOf({ before, otherNode }: Stack, names: readonly ContenderName[]): Contender[] {
  return CONTENDERS.filter(({ name }) => names.includes(name)).flatMap((contender) => {
    const backend = BACKENDS.find((name) => name === contender.name);
    return [
      contender,
      ...(backend && before ? [queueContender(backend, before)] : []),
      ...(backend === 'redis' && otherNode ? [otherNodeContender(otherNode)] : []),
    ];
  });
}
