import type { ServiceTimes } from './service-times.js';
import type { Host, Simulation } from './simulation.js';
import type { WorkerModel } from './worker-model.js';

/** What the processes of a simulated installation share. */
export interface World {
  readonly simulation: Simulation;
  readonly times: ServiceTimes;
  readonly postgres: Host;
  /** Continues in another process: a socket, and perhaps a network, later. */
  hop(then: () => void): void;
  /** The worker that takes the next job. */
  nextWorker(): WorkerModel;
  /** Tells of a batch that begins. */
  batchBegins(size: number): void;
}

type Process = 'api' | 'worker' | 'postgres' | 'redis';

/** The part of the work for a batch of so many adds that callers wait for. */
export function awaited({ times }: World, process: Process, size: number): number {
  return times[process].perBatch(size) * times.onPath;
}

/** The part that follows the answers: completing jobs, metrics, logs. */
export function afterwards({ times }: World, process: Process, size: number): number {
  return times[process].perBatch(size) * (1 - times.onPath);
}

export function nothing(): void {
  // What ends here has no consequence.
}
