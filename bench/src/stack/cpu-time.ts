import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, AppProcess } from '@roster/testing';
import { sum } from '../report/statistics.js';
import type { Stack } from './stack.js';

export type Program = App | 'postgres' | 'redis';

/** CPU time, user and system, in microseconds by program. */
export type CpuTime = Readonly<Partial<Record<Program, number>>>;

/** Linux gives times in hundredths of a second (USER_HZ). */
const TICK_US = 10_000;

/** What each program has used since it started. Null where there is no /proc (macOS): `ps` counts whole seconds only. */
export function cpuTime({ postgres, redis }: Stack, services: readonly AppProcess[]): CpuTime | null {
  if (process.platform !== 'linux') return null;
  return {
    ...Object.fromEntries(services.map(({ app, pid }) => [app, used(pid)])),
    postgres: usedByPostgres(postgres.dataDir),
    ...(redis ? { redis: used(redis.pid) } : {}),
  };
}

/** What the machine's cores have been busy with since it started, other machines on the same hardware included, in microseconds. */
export function busyTime(): number {
  if (process.platform !== 'linux') return 0;
  const [, ...times] = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/ +/).map(Number) ?? [];
  // user, nice, system, idle, iowait, irq, softirq, steal of proc_stat(5)
  return times.slice(0, 8).reduce((sum, time, index) => (index === 3 || index === 4 ? sum : sum + time * TICK_US), 0);
}

/** What the programs have used that this process started and that have ended: load generators, in microseconds. */
export function cpuOfEnded(): number {
  if (process.platform !== 'linux') return 0;
  return sum(ticks(process.pid).slice(2));
}

/** What one of so many adds took between two looks. */
export function cpuPerAdd(before: CpuTime | null, after: CpuTime | null, adds: number): CpuTime | null {
  if (before === null || after === null) return null;
  const programs = Object.keys(after) as Program[];
  return Object.fromEntries(
    programs.map((program) => [program, ((after[program] ?? 0) - (before[program] ?? 0)) / adds]),
  );
}

/** The postmaster and its backends. The time of those that have ended is in the postmaster's. */
function usedByPostgres(dataDir: string): number {
  const [pid] = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
  const backends = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return sum([Number(pid), ...backends.map(Number)].map(used));
}

/** `utime`, `stime`, `cutime` and `cstime` of proc_pid_stat(5): of a process, and of its children that have ended. */
function used(pid: number): number {
  return sum(ticks(pid));
}

/** The four of them, in microseconds. */
function ticks(pid: number): number[] {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return []; // A backend that has ended since the list was read.
  }
  // The second field is the program's name, which may contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map((field) => Number(field) * TICK_US);
}
