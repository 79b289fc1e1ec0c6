import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openQueueContender } from '../contenders/queue.js';
import type { Options } from '../options.js';
import type { Progress } from '../progress.js';
import { ROOT } from '../root.js';
import type { Stack } from '../stack/stack.js';
import { flameGraph } from './flame-graph.js';
import { callTree, selfTimes } from './frames.js';
import { PROFILE_FILE, PROFILED_BUILD } from './profiled-api.js';

const CONNECTIONS = 64;
const SECONDS = 10;
const SHOWN_GROUPS = 15;

/** Where the API spends its CPU time under adds; writes bench/flame-graph.svg. */
export async function takeProfile(stack: Stack, options: Options, progress: Progress): Promise<void> {
  mkdirSync(dirname(PROFILE_FILE), { recursive: true });
  const seconds = options.quick ? 2 : SECONDS;
  progress.say('start Roster');
  const roster = await openQueueContender(stack, stack.redis ? 'redis' : 'postgres', 'profile', PROFILED_BUILD);
  try {
    // Profiled is compiled code, not its compilation.
    await roster.measure({ connections: CONNECTIONS, seconds });
    roster.services.find(({ app }) => app === 'api')?.signal('SIGUSR2');
    const { perSecond } = await roster.measure({ connections: CONNECTIONS, seconds });
    progress.say(`profile  ${perSecond.toFixed(0)} adds/s while it was taken`);
  } finally {
    await roster.close();
  }
  const tree = callTree(JSON.parse(readFileSync(PROFILE_FILE, 'utf8')));
  for (const [group, time] of selfTimes(tree).slice(0, SHOWN_GROUPS))
    console.log(`  ${group.padEnd(28)}${((100 * time) / tree.total).toFixed(1).padStart(6)} %`);
  const title = `CPU time of the API, adds over ${CONNECTIONS} connections, queue on ${stack.redis ? 'Redis' : 'Postgres'}, Node ${process.versions.node}`;
  const folder = join(ROOT, options.quick ? 'reports/bench' : 'bench');
  writeFileSync(join(folder, 'flame-graph.svg'), flameGraph(tree, title));
  console.log(`\nwritten to ${folder}/flame-graph.svg; the profile is ${PROFILE_FILE}`);
}
