import type { MeasuredLoad } from '../measurements/cost.js';
import { sum } from '../report/statistics.js';

/** CPU time of one process, in microseconds. */
interface ProcessTime {
  /** For each add, however many travel with it. */
  readonly perCommand: number;
  /** For a job and its batch of so many adds, without that. */
  readonly perBatch: (size: number) => number;
}

/** What the simulation is made of; all in microseconds. */
export interface ServiceTimes {
  readonly api: ProcessTime;
  readonly worker: ProcessTime;
  readonly postgres: ProcessTime;
  readonly redis: ProcessTime;
  /** CPU time of the load generator for a request. */
  readonly load: number;
  /** The wait for the disk in a COMMIT. */
  readonly commit: number;
  /** From one process to another on the same machine: a socket, and the scheduler. */
  readonly hop: number;
  /** The share of `perBatch` that callers wait for; the rest follows their answers: completing jobs, metrics, logs. */
  readonly onPath: number;
}

/**
 * Service times from measured loads. CPU time per add falls with the size of batches, because part of it is spent once for
 * a batch; between the measured sizes it is interpolated. The only latency that is used is that at one connection, where
 * nothing waits for anything else: if it is shorter than the CPU time and the disk together, part of the work follows the
 * answer; if it is longer, the rest is hops from process to process.
 *
 * @param simulatedAtOne the median latency that other service times lead to at one connection, in milliseconds
 */
export function serviceTimes(
  loads: readonly MeasuredLoad[],
  simulatedAtOne: (times: ServiceTimes) => number,
): ServiceTimes {
  const single = loads.find(({ connections }) => connections === 1);
  if (single === undefined) throw new Error('One connection was not measured');
  const timeOf = (program: 'api' | 'worker' | 'postgres' | 'redis') =>
    processTime(loads.map(({ commandsPerBatch, cpu }) => ({ size: commandsPerBatch, perAdd: cpu[program] ?? 0 })));
  const processes = {
    api: timeOf('api'),
    worker: timeOf('worker'),
    postgres: timeOf('postgres'),
    redis: timeOf('redis'),
  };
  const load = sum(loads.map(({ loadCpu }) => loadCpu)) / loads.length;
  const commit = single.commitMs * 1_000;
  const computed = sum(Object.values(single.cpu));
  const hop = Math.max(0, single.p50 * 1_000 - commit - computed) / HOPS;
  const all: ServiceTimes = { ...processes, load, commit, hop, onPath: 1 };
  if (hop > 0) return all;
  let [least, most] = [0, 1];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (least + most) / 2;
    if (simulatedAtOne({ ...all, onPath: middle }) > single.p50) most = middle;
    else least = middle;
  }
  return { ...all, onPath: (least + most) / 2 };
}

/** To Redis, to the worker, to Postgres and back, to Redis, to the API, to the caller. */
const HOPS = 7;

const BISECTIONS = 8;

/** What an add costs in large batches is mostly its own: this share of the least that was measured. */
const OWN_SHARE = 0.9;

function processTime(loads: readonly { readonly size: number; readonly perAdd: number }[]): ProcessTime {
  const perCommand = OWN_SHARE * Math.min(...loads.map(({ perAdd }) => perAdd));
  const points = loads
    .map(({ size, perAdd }) => ({ size, time: size * (perAdd - perCommand) }))
    .sort((a, b) => a.size - b.size);
  return { perCommand, perBatch: (size) => interpolate(points, size) };
}

/** Along the lines from point to point; beyond the last one it stays what it is there. */
function interpolate(points: readonly { readonly size: number; readonly time: number }[], size: number): number {
  const above = points.findIndex((point) => point.size >= size);
  const [low, high] = [points[above - 1], points[above]];
  if (high === undefined) return points.at(-1)?.time ?? 0;
  if (low === undefined) return high.time;
  return low.time + ((size - low.size) / (high.size - low.size)) * (high.time - low.time);
}
