import type { Stack } from '../stack/stack.js';
import { betterAuthContender } from './better-auth.js';
import type { Contender, ContenderName } from './contender.js';
import { directContender, usualContender } from './direct.js';
import { pgbenchContender } from './pgbench.js';
import { BACKENDS, queueContender } from './queue.js';

const CONTENDERS: readonly Contender[] = [
  queueContender('redis'),
  queueContender('postgres'),
  directContender,
  usualContender,
  betterAuthContender,
  pgbenchContender,
];

/** Those with these names; an earlier build's queue follows that of this build. */
export function contendersOf({ before }: Stack, names: readonly ContenderName[]): Contender[] {
  const contenders = CONTENDERS.filter(({ name }) => names.includes(name));
  if (before === null) return contenders;
  return contenders.flatMap((contender) => {
    const backend = BACKENDS.find((name) => name === contender.name);
    return backend ? [contender, queueContender(backend, before)] : [contender];
  });
}
