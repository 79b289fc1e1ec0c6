import type { ServiceTimes } from './service-times.js';
import { Simulation, type Thread } from './simulation.js';

/** Machines and processes. */
export interface Layout {
  /** The cores of the machines; all in one place when there is only one. */
  readonly cores: { readonly api: number; readonly worker: number; readonly postgres: number; readonly redis: number };
  /** One machine for everything, the load generator included. */
  readonly together: boolean;
  readonly apis: number;
  readonly workers: number;
  /** Queues with a Redis of their own each. */
  readonly shards: number;
  readonly connections: number;
  /** From one machine to another, in microseconds. */
  readonly network: number;
}

export interface Simulated {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly commandsPerBatch: number;
  /** The share of its cores that each kind of process used. */
  readonly load: { readonly api: number; readonly worker: number; readonly postgres: number; readonly redis: number };
}

/** As in the gateway's coalescer and the worker's batcher. */
const MOST_COMMANDS = 64;
const MOST_UNANSWERED_JOBS = 2;

const WARM_UP_US = 500_000;
const MEASURED_US = 2_000_000;

/** How an add goes through Roster, as a queueing model: who computes how long, who waits for whom. */
export function simulate(times: ServiceTimes, layout: Layout): Simulated {
  const simulation = new Simulation();
  const { cores, together, network } = layout;
  /** What callers wait for of the work for a batch, and what follows. */
  const before = (process: 'api' | 'worker' | 'postgres' | 'redis') => times[process].perBatch * times.onPath;
  const later = (process: 'api' | 'worker' | 'postgres' | 'redis') => times[process].perBatch * (1 - times.onPath);
  const nothing = () => undefined;
  const one = simulation.host(cores.api);
  const machine = (count: number) => (together ? one : simulation.host(count));
  const postgres = machine(cores.postgres);
  const shards = Array.from({ length: layout.shards }, () => machine(cores.redis).thread());
  const latencies: number[] = [];
  let applied = 0;
  let batches = 0;
  const measuring = () => simulation.now >= WARM_UP_US;
  const hop = (then: () => void) => simulation.after(times.hop + (together ? 0 : network), then);
  const nodes = Array.from({ length: layout.apis }, (_, index) => ({
    thread: machine(cores.api).thread(),
    load: together ? one.thread() : undefined,
    shard: index % layout.shards,
    waiting: [] as Add[],
    unanswered: 0,
  }));
  type Node = (typeof nodes)[number];
  interface Add {
    readonly node: Node;
    readonly since: number;
    readonly job: { left: number };
    readonly answered: () => void;
  }
  const workers = Array.from({ length: layout.workers }, () => ({
    thread: machine(cores.worker).thread() as Thread,
    waiting: [] as Add[],
    flushing: false,
  }));
  type Worker = (typeof workers)[number];
  let turn = 0;

  /** A caller asks, and asks again once it is answered. */
  const ask = (node: Node): void => {
    const compute = (cpu: number, then: () => void) => (node.load ? node.load.run(cpu, then) : then());
    compute(times.load, () => {
      const since = simulation.now;
      node.thread.run(times.api.perCommand / 2, () => {
        const answered = () => {
          if (measuring()) latencies.push((simulation.now - since) / 1_000);
          ask(node);
        };
        node.waiting.push({ node, since, job: { left: 0 }, answered });
        send(node);
      });
    });
  };

  /** The coalescer: what arrives while two jobs are unanswered goes out together. */
  const send = (node: Node): void => {
    if (node.unanswered >= MOST_UNANSWERED_JOBS || node.waiting.length === 0) return;
    node.unanswered++;
    const job = { left: 0 };
    const adds = node.waiting.splice(0, MOST_COMMANDS).map((add) => ({ ...add, job }));
    job.left = adds.length;
    node.thread.runNext(before('api') / 2, () => {
      hop(() => {
        const shard = shards[node.shard];
        shard?.run(before('redis') / 2 + (adds.length * times.redis.perCommand) / 2, () => {
          const worker = workers[turn++ % workers.length] as Worker;
          hop(() => worker.thread.run(before('worker') / 3, () => take(worker, adds)));
        });
      });
    });
  };

  const take = (worker: Worker, adds: readonly Add[]): void => {
    worker.waiting.push(...adds);
    if (!worker.flushing) flush(worker);
  };

  /** The batcher: one transaction at a time, with what has arrived meanwhile. */
  const flush = (worker: Worker): void => {
    const batch = worker.waiting.splice(0, MOST_COMMANDS);
    worker.flushing = batch.length > 0;
    if (!worker.flushing) return;
    const size = batch.length;
    if (measuring()) [applied, batches] = [applied + size, batches + 1];
    worker.thread.runNext(before('worker') / 3 + (size * times.worker.perCommand) / 2, () =>
      hop(() =>
        postgres.run(before('postgres') + size * times.postgres.perCommand, () =>
          simulation.after(times.commit, () =>
            hop(() =>
              worker.thread.run(before('worker') / 3 + (size * times.worker.perCommand) / 2, () => {
                reply(batch);
                worker.thread.run(later('worker'), nothing);
                postgres.run(later('postgres'), nothing);
                flush(worker);
              }),
            ),
          ),
        ),
      ),
    );
  };

  /** One message to each node that waits. */
  const reply = (batch: readonly Add[]): void => {
    for (const node of new Set(batch.map((add) => add.node))) {
      const adds = batch.filter((add) => add.node === node);
      const redis = before('redis') / 2 + (adds.length * times.redis.perCommand) / 2;
      hop(() => shards[node.shard]?.run(redis, () => hop(() => answer(node, adds))));
    }
  };

  const answer = (node: Node, adds: readonly Add[]): void => {
    shards[node.shard]?.run(later('redis'), nothing);
    node.thread.run(before('api') / 2, () => {
      for (const add of adds)
        node.thread.run(times.api.perCommand / 2, () => {
          add.job.left--;
          if (add.job.left === 0) node.unanswered--;
          hop(add.answered);
          send(node);
        });
      node.thread.run(later('api'), nothing);
    });
  };

  for (let index = 0; index < layout.connections; index++) ask(nodes[index % nodes.length] as Node);
  simulation.run(WARM_UP_US + MEASURED_US);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  const busyOf = (threads: readonly Thread[]) =>
    threads.reduce((sum, { busy }) => sum + busy, 0) / threads.length / simulation.now;
  return {
    perSecond: (latencies.length / MEASURED_US) * 1e6,
    p50: at(0.5),
    p99: at(0.99),
    commandsPerBatch: applied / batches,
    load: {
      api: busyOf(nodes.map(({ thread }) => thread)),
      worker: busyOf(workers.map(({ thread }) => thread)),
      postgres: postgres.busy / simulation.now / cores.postgres,
      redis: busyOf(shards),
    },
  };
}
