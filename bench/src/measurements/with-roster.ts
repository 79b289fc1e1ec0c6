import { THIS_BUILD } from '../builds/build.js';
import { warmUp } from '../contenders/contender.js';
import type { HttpContender } from '../contenders/http-contender.js';
import { openQueueContender } from '../contenders/queue.js';
import type { Options } from '../options.js';
import type { Stack } from '../stack/stack.js';

/** A Roster of its own for one measurement, on Redis where there is one. It is stopped when the work is done. */
export async function withRoster<T>(
  stack: Stack,
  options: Options,
  name: string,
  work: (roster: HttpContender) => Promise<T>,
  build = THIS_BUILD,
): Promise<T> {
  const roster = await openQueueContender(stack, stack.redis ? 'redis' : 'postgres', name, build);
  try {
    await roster.measure(warmUp(options));
    return await work(roster);
  } finally {
    await roster.close();
  }
}
