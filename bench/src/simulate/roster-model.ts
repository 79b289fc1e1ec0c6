import { sum } from '../report/statistics.js';
import { ApiModel } from './api-model.js';
import type { ServiceTimes } from './service-times.js';
import { Simulation, type Thread } from './simulation.js';
import { WorkerModel } from './worker-model.js';
import type { World } from './world.js';

/** Machines and processes. */
export interface Layout {
  /** The cores of the machines. */
  readonly cores: { readonly api: number; readonly worker: number; readonly postgres: number; readonly redis: number };
  /** One machine for everything, the load generator included: that of the API. */
  readonly together: boolean;
  readonly apis: number;
  readonly workers: number;
  /** Of the queue, each on a Redis of its own. */
  readonly shards: number;
  /** Callers that ask again once they are answered. */
  readonly connections: number;
  /** From one machine to another, in microseconds. */
  readonly network: number;
}

export interface Simulated {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly commandsPerBatch: number;
  /** The share of the time that threads, and the cores of Postgres, are busy. */
  readonly load: { readonly api: number; readonly worker: number; readonly postgres: number; readonly redis: number };
}

const WARM_UP_US = 500_000;
const MEASURED_US = 2_000_000;

/** How adds go through Roster: who computes for how long, and who waits for whom. */
export function simulate(times: ServiceTimes, layout: Layout): Simulated {
  const { cores, together, network } = layout;
  const simulation = new Simulation();
  const shared = simulation.host(cores.api);
  const machine = (count: number) => (together ? shared : simulation.host(count));
  const postgres = machine(cores.postgres);
  const measuring = () => simulation.now >= WARM_UP_US;
  const batches: number[] = [];
  let turn = 0;
  const world: World = {
    simulation,
    times,
    postgres,
    hop: (then) => simulation.after(times.hop + (together ? 0 : network), then),
    nextWorker: () => workers[turn++ % workers.length] as WorkerModel,
    batchBegins: (size) => void (measuring() && batches.push(size)),
  };
  const shards = several(layout.shards, () => machine(cores.redis).thread());
  const workers = several(layout.workers, () => new WorkerModel(world, machine(cores.worker).thread()));
  const apis = several(
    layout.apis,
    (index) => new ApiModel(world, machine(cores.api).thread(), shards[index % shards.length] as Thread),
  );
  const generator = together ? shared.thread() : undefined;
  const latencies: number[] = [];
  const ask = (api: ApiModel): void => {
    const since = simulation.now;
    api.request(() => {
      if (measuring()) latencies.push((simulation.now - since) / 1_000);
      if (generator) generator.run(times.load, () => ask(api));
      else ask(api);
    });
  };
  for (let caller = 0; caller < layout.connections; caller++) ask(apis[caller % apis.length] as ApiModel);
  simulation.run(WARM_UP_US + MEASURED_US);

  latencies.sort((a, b) => a - b);
  const share = (threads: readonly Thread[]) => sum(threads.map(({ busy }) => busy)) / threads.length / simulation.now;
  return {
    perSecond: (latencies.length / MEASURED_US) * 1e6,
    p50: latencies[Math.floor(latencies.length / 2)] ?? Number.NaN,
    commandsPerBatch: sum(batches) / batches.length,
    load: {
      api: share(apis.map(({ thread }) => thread)),
      worker: share(workers.map(({ thread }) => thread)),
      postgres: postgres.busy / simulation.now / cores.postgres,
      redis: share(shards),
    },
  };
}

function several<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
