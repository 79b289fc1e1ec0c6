import { createRegistry, identifyProcess, type Logger } from '@roster/runtime';
import type { WorkerProcess } from './worker.module.js';

/** What `main.ts` makes for a worker. */
export function workerProcess(logger: Logger): WorkerProcess {
  const identity = identifyProcess('worker');
  return { identity, metrics: createRegistry(identity), logger, traces: null };
}
