import { openQueueContender } from '../contenders/queue.js';
import { rosterTarget } from '../contenders/roster-contender.js';
import { runLoad } from '../load/run-load.js';
import type { Progress } from '../progress.js';
import { median } from '../report/statistics.js';
import { residentMemory } from '../stack/service.js';
import { addDepartments, type Stack } from '../stack/stack.js';

export interface SoakResult {
  readonly minutes: number;
  readonly connections: number;
  readonly requests: number;
  readonly refused: number;
  readonly broken: number;
  readonly samples: readonly Sample[];
  /** The median of the last quarter divided by that of the second: the first is start and warm-up. */
  readonly growth: { readonly api: number; readonly worker: number };
}

interface Sample {
  readonly seconds: number;
  /** MiB of resident memory. */
  readonly api: number;
  readonly worker: number;
}

/** About five times as many as it takes to keep everything busy. */
const CONNECTIONS = 1_280;
const SAMPLE_MS = 10_000;
const LEAST_SAMPLES = 10;

/** Everybody is added to one department after the other, so that nobody is refused for being there already. */
const DEPARTMENTS = 200;

/** Memory of API and worker while far more is asked than can be done. Refusing (503) is allowed, growing is not. */
export async function soak(stack: Stack, minutes: number, progress: Progress): Promise<SoakResult> {
  const roster = await openQueueContender(stack, stack.redis ? 'redis' : 'postgres', 'soak');
  try {
    await addDepartments(roster.databaseUrl, 'dept_soak', DEPARTMENTS);
    const samples: Sample[] = [];
    const began = performance.now();
    const look = async () => {
      const [apiMemory = 0, workerMemory = 0] = await Promise.all(roster.services.map(residentMemory));
      const sample = { seconds: (performance.now() - began) / 1_000, api: apiMemory, worker: workerMemory };
      samples.push(sample);
      progress.say(`soak  API ${sample.api.toFixed(0)} MiB  worker ${sample.worker.toFixed(0)} MiB`);
    };
    const seconds = Math.round(minutes * 60);
    const timer = setInterval(() => void look(), Math.min(SAMPLE_MS, (seconds * 1_000) / LEAST_SAMPLES));
    const load = { connections: CONNECTIONS, seconds };
    const result = await runLoad(rosterTarget(roster.target.url, stack, 'dept_soak%d'), load).finally(() =>
      clearInterval(timer),
    );
    const { requests, refused, broken } = result;
    const growth = { api: growthOf(samples, 'api'), worker: growthOf(samples, 'worker') };
    return { minutes, connections: CONNECTIONS, requests, refused, broken, samples, growth };
  } finally {
    await roster.close();
  }
}

function growthOf(samples: readonly Sample[], process: 'api' | 'worker'): number {
  const quarter = (from: number) =>
    median(
      samples
        .slice(Math.floor(samples.length * from), Math.ceil(samples.length * (from + 0.25)))
        .map((sample) => sample[process]),
    );
  return quarter(0.75) / quarter(0.25);
}
