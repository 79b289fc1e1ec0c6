import type { LoadOptions, LoadResult } from '../load/load.js';
import type { CpuTime } from '../stack/cpu-time.js';
import type { Stack } from '../stack/stack.js';

export const CONTENDER_NAMES = ['redis', 'postgres', 'direct', 'usual', 'better-auth', 'pgbench'] as const;
/** With `--before`, the queue of the earlier build takes part as well; with `--node`, the queue on Redis run by that Node.js. */
export type ContenderName = (typeof CONTENDER_NAMES)[number] | 'redis-before' | 'postgres-before' | 'redis-node';

/**
 * The load before the first that counts, for every contender. Meanwhile V8 compiles: the CPU time of an add falls to a
 * third or less over the first few thousand adds.
 */
export function warmUp({ quick }: { readonly quick: boolean }): LoadOptions {
  return { connections: 64, seconds: quick ? 1 : 10 };
}

export interface Measured extends LoadResult {
  /** What an add took, in microseconds. Null where that cannot be measured. */
  readonly cpuPerAdd: CpuTime | null;
}

/** One way to add a member. */
export interface Contender {
  readonly name: ContenderName;
  readonly title: string;
  /** Why it cannot run here; null when it can. */
  missing(stack: Stack): string | null;
  open(stack: Stack): Promise<OpenContender>;
}

export interface OpenContender {
  /** Empties the department, waits until nothing is under way, then measures. @throws when any add did not succeed */
  measure(load: LoadOptions): Promise<Measured>;
  /** Stops its processes and removes its database. */
  close(): Promise<void>;
}

/** A contender that cannot take this many connections; it is left out there. */
export class NotMeasurable extends Error {}
