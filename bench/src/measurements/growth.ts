import { setTimeout as delay } from 'node:timers/promises';
import type { HttpContender } from '../contenders/http-contender.js';
import { rosterTarget } from '../contenders/roster-contender.js';
import { KeepAliveClient } from '../load/keep-alive-client.js';
import { openLoop } from '../load/open-loop.js';
import type { GrowthOptions, Options } from '../options.js';
import type { Progress } from '../progress.js';
import { median, quantile } from '../report/statistics.js';
import { type CpuTime, cpuPerAdd, cpuTime } from '../stack/cpu-time.js';
import { addDepartments, type Stack } from '../stack/stack.js';
import { addExpiringOperations, agePartitions, type DatabaseSize, readDatabaseSize } from './growth-database.js';
import { withRoster } from './with-roster.js';

interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** What happened since the sample before, and the database at its end. Latencies are in milliseconds. */
export interface GrowthSample extends Latency {
  /** Since the load began. */
  readonly seconds: number;
  /** Adds that were carried out. */
  readonly perSecond: number;
  readonly database: DatabaseSize;
}

export interface GrowthResult {
  readonly perSecond: number;
  readonly seconds: number;
  readonly answers: Readonly<Record<Answer, number>>;
  /** Of the first, the second and the last third of all adds. */
  readonly thirds: readonly Latency[];
  /** The first one is from after the warm-up, before what is measured. */
  readonly samples: readonly GrowthSample[];
  /** CPU time of each program in microseconds for a second of the load; null where it cannot be measured. */
  readonly cpuPerSecond: CpuTime | null;
}

/** `promised`: 202, no outcome in time. `refused`: any other answer. `broken`: none. */
type Answer = 'done' | 'promised' | 'refused' | 'broken';

/** Of the same load, before it is measured: code is compiled, pools fill, and caches. */
const WARM_UP_SECONDS = 10;

const SAMPLE_SECONDS = 10;
const LEAST_SAMPLES = 10;

/** People are added to one department after the other, so that nobody is refused for being there already. */
const DEPARTMENTS = 200;
const PREFIX = 'dept_growth';

/** One add of so many is undone some seconds later, beside the adds. */
const REMOVED_EVERY = 10;
const REMOVED_AFTER_SECONDS = 10;

/**
 * The database under a steady load, while as much expires as is added: what the workers' sweep and autovacuum leave, and
 * whether adds take as long at the end as at the beginning.
 */
export function measureGrowth(
  stack: Stack,
  options: Options,
  { perSecond, seconds }: GrowthOptions,
  progress: Progress,
): Promise<GrowthResult> {
  return withRoster(stack, options, 'growth', async (roster) => {
    const { databaseUrl, services } = roster;
    await addDepartments(databaseUrl, PREFIX, DEPARTMENTS);
    const onTick = () => progress.throwIfInterrupted();
    // Removals are operations, too.
    const changes = { perSecond: perSecond * (1 + 1 / REMOVED_EVERY), seconds: WARM_UP_SECONDS + seconds };
    await addExpiringOperations(databaseUrl, changes, onTick);
    const load = new GrowthLoad(roster, stack, perSecond, perSecond * seconds);
    const samples: GrowthSample[] = [];
    let cpuBefore: CpuTime | null = null;
    const every = Math.min(SAMPLE_SECONDS, seconds / LEAST_SAMPLES);
    const takeSamples = async (signal: AbortSignal) => {
      const began = performance.now();
      for (let due = every; due <= seconds; due += every) {
        const wait = began + due * 1_000 - performance.now();
        await delay(Math.max(0, wait), undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        await agePartitions(databaseUrl, every);
        const sample = await load.sample((performance.now() - began) / 1_000);
        samples.push(sample);
        progress.say(describe(sample));
      }
    };
    const over = new AbortController();
    const { signal } = over;
    const run = (length: number) => openLoop({ perSecond, seconds: length, signal, onTick }, (due) => load.turn(due));
    try {
      await run(WARM_UP_SECONDS);
      load.beginMeasured();
      samples.push(await load.sample(0));
      cpuBefore = cpuTime(stack, services);
      await Promise.all([run(seconds), takeSamples(signal)]);
    } finally {
      over.abort();
      load.close();
    }
    const { answers, thirds } = load;
    const cpuPerSecond = cpuPerAdd(cpuBefore, cpuTime(stack, services), seconds);
    return { perSecond, seconds, answers, thirds: thirds.map(latencyOf), samples, cpuPerSecond };
  });
}

class GrowthLoad {
  readonly answers: Record<Answer, number> = { done: 0, promised: 0, refused: 0, broken: 0 };
  /** Milliseconds, of all adds by thirds. */
  readonly thirds: readonly number[][] = [[], [], []];
  private readonly client: KeepAliveClient;
  /** Since the last sample. */
  private latencies: number[] = [];
  private done = 0;
  private sampledAt = 0;
  /** Turns that have begun, and those of them that are not measured. */
  private begun = 0;
  private unmeasured = 0;

  constructor(
    private readonly roster: HttpContender,
    private readonly stack: Stack,
    private readonly perSecond: number,
    private readonly turns: number,
  ) {
    this.client = new KeepAliveClient(roster.target);
  }

  /** What was before does not count. */
  beginMeasured(): void {
    this.unmeasured = this.begun;
    this.latencies = [];
    this.done = 0;
    for (const third of this.thirds) third.length = 0;
    Object.assign(this.answers, { done: 0, promised: 0, refused: 0, broken: 0 });
  }

  async turn(due: number): Promise<void> {
    const number = this.begun++;
    const { path, user } = this.placeOf(number);
    const status = await this.client.send('POST', path, JSON.stringify({ user_id: user }));
    const milliseconds = performance.now() - due;
    this.latencies.push(milliseconds);
    this.thirds[Math.floor(((number - this.unmeasured) * 3) / this.turns)]?.push(milliseconds);
    this.count(status, 201);
    if (status === 201) this.done += 1;
    const earlier = number - this.perSecond * REMOVED_AFTER_SECONDS;
    if (number % REMOVED_EVERY === 0 && earlier >= 0) await this.remove(earlier);
  }

  async sample(seconds: number): Promise<GrowthSample> {
    const { latencies, done } = this;
    const perSecond = seconds > this.sampledAt ? done / (seconds - this.sampledAt) : 0;
    Object.assign(this, { latencies: [], done: 0, sampledAt: seconds });
    return { seconds, perSecond, ...latencyOf(latencies), database: await readDatabaseSize(this.roster.databaseUrl) };
  }

  close(): void {
    this.client.close();
  }

  private async remove(number: number): Promise<void> {
    const { path, user } = this.placeOf(number);
    const status = await this.client.send('DELETE', `${path}/${user}`);
    if (status !== 204) this.count(status, 204);
  }

  private count(status: number | null, expected: number): void {
    if (status === null) this.answers.broken += 1;
    else if (status === expected) this.answers.done += 1;
    else this.answers[status === 202 ? 'promised' : 'refused'] += 1;
  }

  /** Each person and each department in turn; somebody's second turn is in another department. */
  private placeOf(number: number): { path: string; user: string } {
    const { people } = this.stack;
    const round = Math.floor(number / people);
    const department = `${PREFIX}${((number + round) % DEPARTMENTS) + 1}`;
    return {
      path: rosterTarget(this.roster.target.url, this.stack, department).path,
      user: `usr_b${(number % people) + 1}`,
    };
  }
}

function latencyOf(milliseconds: readonly number[]): Latency {
  return { p50: median(milliseconds), p99: quantile(milliseconds, 0.99) };
}

function describe({ perSecond, p50, p99, database }: GrowthSample): string {
  const { live, dead } = database.tables.operations;
  return `growth  ${perSecond.toFixed(0)} adds/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  operations ${live} live, ${dead} dead, swept ${database.behindSeconds.toFixed(0)} s late`;
}
