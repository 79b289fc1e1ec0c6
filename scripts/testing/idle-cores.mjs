import { cpus } from 'node:os';

/** A function that tells how much of all cores' time was idle since it was last called, from 0 to 1. */
export function idleMeter() {
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
