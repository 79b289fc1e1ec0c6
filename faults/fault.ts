import { setTimeout as delay } from 'node:timers/promises';
import { pgbouncerBinary, redisAvailable } from '@roster/local-stack';
import type { AddLoad } from './add-load.js';
import type { Load } from './load.js';
import { ReadinessWatch } from './readiness-watch.js';
import { reportRun } from './report.js';
import { type Backend, Stack } from './stack.js';
import { EVERYTHING_TOLD, NOTHING_WRONG } from './verdict.js';

export interface Fault<Asking extends Load = AddLoad> {
  readonly name: string;
  readonly backends?: readonly Backend[];
  /** Without the program it is skipped, visibly. */
  readonly needs?: 'pgbouncer';
  /** Part of the shortened suite, which `npm test -- --all` runs. */
  readonly short?: boolean;
  /** One of the few that `npm test` runs. */
  readonly few?: boolean;
  /** Answers are only late, or refused for a while: no process has to say that it is not ready. */
  readonly onlySlows?: boolean;
  /** Starts the processes; the default is what the load needs. */
  readonly arrange?: (stack: Stack, load: Asking) => Promise<unknown>;
  /** Does the damage, and mends what must be mended from outside, as a supervisor would. */
  readonly inject: (stack: Stack, load: Asking) => Promise<unknown>;
}

type OpenLoad<Asking extends Load> = (stack: Stack) => Asking | Promise<Asking>;

/** How long callers may go without a usual answer before some process has to say that it is not ready, in milliseconds. */
const SILENCE_LIMIT_MS = 12_000;

/** Within this time after callers are answered as usual, every process says that it is ready, in milliseconds. */
const READY_LIMIT_MS = 15_000;

/** For one run, in milliseconds. No measure of speed: on a busy machine the processes of two cells take minutes to start. */
const LIMIT_MS = 600_000;

/** Without the variable the shortened suite runs. */
const SELECTION = process.env.ROSTER_FAULTS as 'all' | 'few' | undefined;

/** Runs each fault under load on its backends, and expects that nothing was lost, doubled or told wrongly. */
export function runFaults<Asking extends Load>(open: OpenLoad<Asking>, faults: readonly Fault<Asking>[]): void {
  for (const [index, fault] of faults.filter(isSelected).entries()) {
    for (const backend of backendsOf(fault, index)) {
      const name = `${fault.name}, on ${backend}`;
      const title = `keeps every promise: ${name}`;
      if (backend === 'redis' && !redisAvailable()) it.skip(`${title} (no redis-server)`, () => undefined);
      else if (fault.needs && !pgbouncerBinary()) it.skip(`${title} (no ${fault.needs})`, () => undefined);
      else it(title, () => runFault(open, fault, backend, name), LIMIT_MS);
    }
  }
}

/** Unless all are asked for, each fault is tried on one of its backends, by turns. */
function backendsOf({ backends = ['redis', 'postgres'] }: Pick<Fault, 'backends'>, index: number): readonly Backend[] {
  return SELECTION === 'all' ? backends : backends.filter((_, turn) => turn === index % backends.length);
}

function isSelected({ short = false, few = false }: Pick<Fault, 'short' | 'few'>): boolean {
  return SELECTION === 'all' || (SELECTION === 'few' ? few : short);
}

async function runFault<Asking extends Load>(
  open: OpenLoad<Asking>,
  fault: Fault<Asking>,
  backend: Backend,
  name: string,
): Promise<void> {
  const stack = await Stack.open(backend);
  const watch = stack.keep(new ReadinessWatch(stack));
  stack.balance(watch);
  let load: Asking | undefined;
  try {
    load = await open(stack);
    await (fault.arrange ? fault.arrange(stack, load) : load.arrange());
    await watch.allReady(READY_LIMIT_MS);
    load.begin();
    await load.calm();
    const asked = load.entries.length;
    watch.begin();
    const faultAt = performance.now();
    await fault.inject(stack, load);
    const recoveredMs = await load.usualAgain(performance.now());
    await load.calm(asked);
    await watch.allReady(READY_LIMIT_MS);
    const { toldMissing } = watch;
    await load.stop();

    const { settledMs, ...verdict } = await load.judge();
    const longestWaitMs = Math.max(settledMs, load.longestWaitSince(faultAt));
    reportRun({ fault: name, ...verdict, longestWaitMs, recoveredMs, toldMissing });
    const told = verdict.undelivered === undefined ? {} : EVERYTHING_TOLD;
    expect(verdict).toEqual({ ...verdict, ...NOTHING_WRONG, ...told });
    expect(verdict.stale ?? 0).toBe(0);
    expect(verdict.heldUp ?? 0).toBe(0);
    if (!fault.onlySlows && load.longestGapMs > SILENCE_LIMIT_MS) expect(toldMissing).not.toBeNull();
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(load.pace.calm);
  } finally {
    await load?.abandon();
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
