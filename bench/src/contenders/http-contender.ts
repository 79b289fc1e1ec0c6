import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '@roster/testing';
import type { LoadOptions, Target } from '../load/load.js';
import { probe } from '../load/probe.js';
import { runLoad } from '../load/run-load.js';
import { sum } from '../report/statistics.js';
import { busyTime, type CpuTime, cpuOfEnded, cpuPerAdd, cpuTime } from '../stack/cpu-time.js';
import { queries, query } from '../stack/query.js';
import type { Stack } from '../stack/stack.js';
import type { Measured, OpenContender } from './contender.js';

interface Parts {
  readonly stack: Stack;
  readonly databaseUrl: string;
  readonly target: Target;
  /** In the order in which they are stopped. */
  readonly services: readonly AppProcess[];
  /** The table whose rows are the adds. */
  readonly table: string;
  readonly reset: readonly string[];
}

interface CheckedResult extends Measured {
  /** Rows, those of requests included that were under way when the load ended. */
  readonly added: number;
  /** CPU time of the load generator for an add, in microseconds. */
  readonly loadCpuPerAdd: number;
  /** How many cores were busy with something else, on average. */
  readonly otherCores: number;
}

const POLL_MS = 100;
const QUIET_POLLS = 3;

/** A contender behind HTTP whose effect is checked in the database. */
export class HttpContender implements OpenContender {
  constructor(private readonly parts: Parts) {}

  get databaseUrl(): string {
    return this.parts.databaseUrl;
  }

  get target(): Target {
    return this.parts.target;
  }

  get services(): readonly AppProcess[] {
    return this.parts.services;
  }

  async measure(load: LoadOptions, target = this.parts.target): Promise<CheckedResult> {
    await this.reset();
    const before = await this.added();
    const cpuBefore = this.cpuTime();
    const machineBefore = machineTime();
    const result = await runLoad(target, load);
    const cpuAfter = this.cpuTime();
    const machineAfter = machineTime();
    const added = (await this.settled()) - before;
    if (result.refused > 0)
      throw new Error(`${result.refused} of ${result.requests} adds were refused; asked again: ${await probe(target)}`);
    if (result.broken > 0) throw new Error(`${result.broken} connections broke`);
    // What was under way when the load ended was carried out, but not counted.
    if (added < result.requests || added > result.requests + load.connections)
      throw new Error(`${result.requests} adds were acknowledged, and ${added} are in the database`);
    const loadCpu = machineAfter.ended - machineBefore.ended;
    const own = loadCpu + sum(Object.values(cpuAfter ?? {})) - sum(Object.values(cpuBefore ?? {}));
    return {
      ...result,
      added,
      cpuPerAdd: cpuPerAdd(cpuBefore, cpuAfter, result.requests),
      loadCpuPerAdd: loadCpu / result.requests,
      otherCores: (machineAfter.busy - machineBefore.busy - own) / (machineAfter.now - machineBefore.now),
    };
  }

  /** Everybody can be added again. A checkpoint makes all start from the same place in the log. */
  async reset(): Promise<void> {
    await this.settled();
    await queries(this.parts.databaseUrl, [...this.parts.reset, 'VACUUM ANALYZE', 'CHECKPOINT']);
  }

  async close(): Promise<void> {
    for (const service of this.parts.services) await service.stop();
    await this.parts.stack.dropDatabase(this.parts.databaseUrl);
  }

  private cpuTime(): CpuTime | null {
    return cpuTime(this.parts.stack, this.parts.services);
  }

  /** The number of rows, once it has stopped growing. */
  private async settled(): Promise<number> {
    let quiet = 0;
    let last = await this.added();
    while (quiet < QUIET_POLLS) {
      await sleep(POLL_MS);
      const now = await this.added();
      quiet = now === last ? quiet + 1 : 0;
      last = now;
    }
    return last;
  }

  private async added(): Promise<number> {
    const [row] = await query<{ count: number }>(
      this.parts.databaseUrl,
      `SELECT count(*)::int AS count FROM ${this.parts.table}`,
    );
    return row?.count ?? 0;
  }
}

/** In microseconds. */
function machineTime() {
  return { now: performance.now() * 1_000, busy: busyTime(), ended: cpuOfEnded() };
}
