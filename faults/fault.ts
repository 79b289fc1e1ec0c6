import { setTimeout as delay } from 'node:timers/promises';
import { redisAvailable } from '@roster/local-stack';
import type { AddLoad } from './add-load.js';
import type { Load } from './load.js';
import { reportRun } from './report.js';
import { type Backend, Stack } from './stack.js';
import { NOTHING_WRONG } from './verdict.js';

export interface Fault<Asking extends Load = AddLoad> {
  readonly name: string;
  readonly backends?: readonly Backend[];
  /** Part of the shortened suite, which `npm test` runs. */
  readonly short?: boolean;
  /** Starts the processes; the default is what the load needs. */
  readonly arrange?: (stack: Stack, load: Asking) => Promise<unknown>;
  /** Does the damage, and mends what must be mended from outside, as a supervisor would. */
  readonly inject: (stack: Stack, load: Asking) => Promise<unknown>;
}

type OpenLoad<Asking extends Load> = (stack: Stack) => Asking | Promise<Asking>;

const SHORT = process.env.ROSTER_FAULTS !== 'all';

/** Runs each fault under load on its backends, and expects that nothing was lost, doubled or told wrongly. */
export function runFaults<Asking extends Load>(open: OpenLoad<Asking>, faults: readonly Fault<Asking>[]): void {
  for (const fault of faults.filter(({ short = false }) => short || !SHORT)) {
    for (const backend of fault.backends ?? (['redis', 'postgres'] as const)) {
      const name = `${fault.name}, on ${backend}`;
      const title = `keeps every promise: ${name}`;
      if (backend === 'redis' && !redisAvailable()) it.skip(`${title} (no redis-server)`, () => undefined);
      else it(title, () => runFault(open, fault, backend, name), 300_000);
    }
  }
}

async function runFault<Asking extends Load>(
  open: OpenLoad<Asking>,
  fault: Fault<Asking>,
  backend: Backend,
  name: string,
): Promise<void> {
  const stack = await Stack.open(backend);
  try {
    const load = await open(stack);
    await (fault.arrange ? fault.arrange(stack, load) : load.arrange());
    load.begin();
    await load.calm();
    const asked = load.entries.length;
    const faultAt = performance.now();
    await fault.inject(stack, load);
    await load.calm(asked);
    await load.stop();

    const { settledMs, ...verdict } = await load.judge();
    reportRun({ fault: name, ...verdict, recoveredMs: Math.max(settledMs, load.longestWaitSince(faultAt)) });
    expect(verdict).toEqual({ ...verdict, ...NOTHING_WRONG });
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(load.pace.calm);
  } finally {
    await stack.close();
  }
}

/** As a supervisor does: whatever died is started again. One that was to die once is started without its failpoint. */
export async function replaceDead(stack: Stack): Promise<void> {
  for (const service of stack.services.filter(({ alive }) => !alive)) {
    stack.services.splice(stack.services.indexOf(service), 1);
    const { ROSTER_FAILPOINT: failpoint, ...env } = service.env;
    await stack.start(service.app, failpoint?.includes('@') ? service.env : env);
  }
}

export async function every(intervalMs: number, times: number, act: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await act();
    await delay(intervalMs);
  }
}
