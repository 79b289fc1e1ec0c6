import { betterAuthContender } from './better-auth.js';
import type { Contender } from './contender.js';
import { directContender, usualContender } from './direct.js';
import { pgbenchContender } from './pgbench.js';
import { queueContender } from './queue.js';

export const CONTENDERS: readonly Contender[] = [
  queueContender('redis'),
  queueContender('postgres'),
  directContender,
  usualContender,
  betterAuthContender,
  pgbenchContender,
];
