import { contendersOf } from './contenders/all.js';
import {
  type Contender,
  type ContenderName,
  type Measured,
  NotMeasurable,
  type OpenContender,
  warmUp,
} from './contenders/contender.js';
import type { Options } from './options.js';
import type { Progress } from './progress.js';
import type { Stack } from './stack/stack.js';

/** What one contender came to: its rounds by number of connections, or why there are none. */
export interface ContenderResult {
  readonly name: ContenderName;
  readonly title: string;
  readonly rounds: Map<number, Measured[]>;
  problem: string | null;
}

/**
 * Measures all contenders in turns, so that what else the machine does meets all of them. They start in another order
 * every round. One that fails once is out, with its reason: a number that hides refused adds would be worth nothing.
 */
export async function compare(stack: Stack, options: Options, progress: Progress): Promise<ContenderResult[]> {
  const entries = contendersOf(stack, options.contenders).map((contender) => new Entry(contender));
  try {
    for (const entry of entries) await entry.open(stack, options, progress);
    for (let round = 1; round <= options.rounds; round++) {
      for (const connections of options.connections) {
        for (const entry of rotated(entries, round)) {
          progress.throwIfInterrupted();
          const label = `round ${round}/${options.rounds}  ${String(connections).padStart(3)} connections`;
          await entry.measure({ connections, seconds: options.seconds }, label, progress);
        }
      }
    }
  } finally {
    for (const entry of entries) await entry.close();
  }
  return entries.map(({ result }) => result);
}

class Entry {
  readonly result: ContenderResult;
  private running: OpenContender | null = null;

  constructor(private readonly contender: Contender) {
    this.result = { name: contender.name, title: contender.title, rounds: new Map(), problem: null };
  }

  async open(stack: Stack, options: Options, progress: Progress): Promise<void> {
    const missing = this.contender.missing(stack);
    if (missing !== null) return this.drop(`skipped: ${missing}`, progress);
    await this.attempt(progress, async () => {
      progress.say(`start ${this.contender.title}`);
      this.running = await this.contender.open(stack);
      await this.running.measure(warmUp(options));
    });
  }

  async measure(load: { connections: number; seconds: number }, label: string, progress: Progress): Promise<void> {
    const { running, result } = this;
    if (running === null || result.problem !== null) return;
    await this.attempt(progress, async () => {
      const measured = await running.measure(load);
      result.rounds.set(load.connections, [...(result.rounds.get(load.connections) ?? []), measured]);
      const { perSecond, p50, p99 } = measured;
      const figures = `${perSecond.toFixed(0).padStart(7)} adds/s  p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms`;
      progress.say(`${label}  ${this.contender.title.padEnd(40)}${figures}`);
    });
  }

  async close(): Promise<void> {
    await this.running?.close();
  }

  private async attempt(progress: Progress, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof NotMeasurable) return;
      progress.throwIfInterrupted();
      this.drop(`failed: ${error instanceof Error ? error.message : String(error)}`, progress);
    }
  }

  private drop(problem: string, progress: Progress): void {
    this.result.problem = problem;
    progress.say(`${this.contender.title}: ${problem}`);
  }
}

function rotated<T>(values: readonly T[], by: number): T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
