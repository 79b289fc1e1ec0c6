import type { MeasuredLoad } from '../measurements/cost.js';

/** CPU time of one process, in microseconds. */
interface ProcessTime {
  readonly perCommand: number;
  /** Of a job and its batch, however many commands they carry. */
  readonly perBatch: number;
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
 * a batch: a line through the loads says how much. The only latency that is used is that at one connection, where nothing
 * waits for anything else: if it is shorter than the CPU time and the disk together, part of the work follows the answer;
 * if it is longer, the rest is hops from process to process.
 *
 * @param simulatedAtOne the median latency that other service times lead to at one connection, in milliseconds
 */
export function serviceTimes(
  loads: readonly MeasuredLoad[],
  simulatedAtOne: (times: ServiceTimes) => number,
): ServiceTimes {
  const timeOf = (program: 'api' | 'worker' | 'postgres' | 'redis') =>
    line(loads.map(({ commandsPerBatch, cpu }) => ({ x: 1 / commandsPerBatch, y: cpu[program] ?? 0 })));
  const processes = {
    api: timeOf('api'),
    worker: timeOf('worker'),
    postgres: timeOf('postgres'),
    redis: timeOf('redis'),
  };
  const load = loads.reduce((sum, { loadCpu }) => sum + loadCpu, 0) / loads.length;
  const single = loads.find(({ connections }) => connections === 1);
  if (single === undefined) throw new Error('One connection was not measured');
  const commit = single.commitMs * 1_000;
  const sum = (part: keyof ProcessTime) => Object.values(processes).reduce((total, time) => total + time[part], 0);
  const rest = single.p50 * 1_000 - commit - sum('perCommand');
  const all: ServiceTimes = { ...processes, load, commit, onPath: 1, hop: Math.max(0, rest - sum('perBatch')) / HOPS };
  if (all.hop > 0) return all;
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

/** Least squares of the relative deviations, neither part below zero: loads with large batches count as much as others. */
function line(points: readonly { readonly x: number; readonly y: number }[]): ProcessTime {
  const weights = points.map(({ y }) => (y > 0 ? 1 / y ** 2 : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { perCommand: 0, perBatch: 0 };
  const meanOf = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point, index) => sum + of(point) * (weights[index] ?? 0), 0) / total;
  const [x, y] = [meanOf((point) => point.x), meanOf((point) => point.y)];
  const variance = meanOf((point) => (point.x - x) ** 2);
  const covariance = meanOf((point) => (point.x - x) * (point.y - y));
  const perBatch = Math.max(0, variance === 0 ? 0 : covariance / variance);
  return { perBatch, perCommand: Math.max(0, y - perBatch * x) };
}
