import { availableParallelism, cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** How long the cores are watched before one more job begins; by then the one before has shown what it needs. */
const WATCH_MS = 3_000;

/**
 * Begins to watch the cores. Each call of the function that it returns resolves, after a while or when `signal` aborts,
 * with how much of their time was idle since the call before, from 0 to 1.
 */
export function watchCores() {
  const idle = idleMeter();
  /** @param {AbortSignal} signal */
  return async (signal) => {
    await delay(WATCH_MS, undefined, { signal }).catch(() => undefined);
    return idle();
  };
}

/** A function that tells how much of all cores' time was idle since it was last called, from 0 to 1. */
function idleMeter() {
  // In a container that may use only some of the cores, those that others use say nothing about its own.
  if (cpus().length !== availableParallelism()) return () => 0;
  let last = spent();
  return () => {
    const now = spent();
    const share = (now.idle - last.idle) / Math.max(now.all - last.all, 1);
    last = now;
    return share;
  };
}

/** The time of all cores since the machine started, in milliseconds. */
function spent() {
  const times = cpus().map((core) => core.times);
  const sum = (pick) => times.reduce((total, time) => total + pick(time), 0);
  return {
    idle: sum(({ idle }) => idle),
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  };
}
