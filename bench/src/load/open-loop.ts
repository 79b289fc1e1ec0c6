import { setTimeout as delay } from 'node:timers/promises';

interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
  /** Ends the loop early. */
  readonly signal: AbortSignal;
  /** Called about every millisecond; what it throws ends the loop. */
  readonly onTick: () => void;
}

/** The timer's resolution. */
const TICK_MS = 1;

/**
 * Begins turns at a fixed rate, whether or not earlier ones have ended, and waits for all of them. A turn is told when it
 * was due, in the time of `performance.now()`: latencies are measured from then, so that a pause of the server counts for
 * every request that it delayed.
 */
export async function openLoop(
  { perSecond, seconds, signal, onTick }: Pace,
  turn: (due: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const turns = perSecond * seconds;
  const running = new Set<Promise<void>>();
  for (let number = 0; number < turns && !signal.aborted; ) {
    onTick();
    const due = Math.min(turns, Math.floor(((performance.now() - began) * perSecond) / 1_000));
    for (; number < due; number++) {
      const one = turn(began + (number * 1_000) / perSecond).finally(() => running.delete(one));
      running.add(one);
    }
    await delay(TICK_MS);
  }
  await Promise.all(running);
}
