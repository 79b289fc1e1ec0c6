import { setTimeout as delay } from 'node:timers/promises';
import { redisAvailable } from '@roster/local-stack';
import { ClientLedger } from './client-ledger.js';
import { Load, type LoadOptions } from './load.js';
import { reportRun } from './report.js';
import { type Backend, Stack } from './stack.js';
import { judge, type Verdict } from './verdict.js';

export interface Fault {
  readonly name: string;
  readonly backends?: readonly Backend[];
  /** Part of the shortened suite, which `npm test` runs. */
  readonly short?: boolean;
  readonly load?: Partial<LoadOptions>;
  /** Starts the processes; the default is one API and two workers. */
  readonly arrange?: (stack: Stack) => Promise<unknown>;
  /** Does the damage, and mends what must be mended from outside, as a supervisor would. */
  readonly inject: (stack: Stack, load: Load) => Promise<unknown>;
}

const SHORT = process.env.ROSTER_FAULTS !== 'all';
const CLIENTS = 16;
/** Changes that are answered before the fault comes, and after it. */
const CALM = 100;

/** Runs each fault under load on its backends, and expects that nothing was lost, doubled or told wrongly. */
export function runFaults(faults: readonly Fault[]): void {
  for (const fault of faults.filter(({ short = false }) => short || !SHORT)) {
    for (const backend of fault.backends ?? (['redis', 'postgres'] as const)) {
      const name = `${fault.name}, on ${backend}`;
      const title = `keeps every promise: ${name}`;
      if (backend === 'redis' && !redisAvailable()) it.skip(`${title} (no redis-server)`, () => undefined);
      else it(title, () => runFault(fault, backend, name), 300_000);
    }
  }
}

async function runFault(fault: Fault, backend: Backend, name: string): Promise<void> {
  const stack = await Stack.open(backend);
  try {
    if (fault.arrange) await fault.arrange(stack);
    else await Promise.all([stack.start('api'), stack.start('worker'), stack.start('worker')]);

    const ledger = new ClientLedger();
    const load = new Load(stack, ledger, { clients: CLIENTS, ...fault.load });
    await load.answered(CALM);
    const asked = ledger.entries.length;
    const faultAt = performance.now();
    await fault.inject(stack, load);
    await load.answered(asked + CALM);
    await load.stop();
    const waits = ledger.answered.map(({ askedAt, answeredAt }) => (answeredAt ?? 0) - Math.max(askedAt, faultAt));

    const { settledMs, ...verdict } = await judge(stack, ledger);
    reportRun({ fault: name, ...verdict, recoveredMs: Math.max(settledMs, ...waits) });
    expect(verdict).toEqual<Verdict>({
      ...verdict,
      lost: 0,
      doubled: 0,
      unsettled: 0,
      divergent: 0,
      phantom: 0,
      unaudited: 0,
    });
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(CALM);
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
