import type { Add } from './api-model.js';
import type { Thread } from './simulation.js';
import { afterwards, awaited, nothing, type World } from './world.js';

/** As in the worker's batcher. */
const MOST_COMMANDS = 64;

/** A worker: applies one batch at a time, and collects meanwhile. */
export class WorkerModel {
  private waiting: Add[] = [];
  private applying = false;

  constructor(
    private readonly world: World,
    readonly thread: Thread,
  ) {}

  /** A job with these adds. */
  take(adds: readonly Add[]): void {
    this.world.hop(() =>
      this.thread.run(awaited(this.world, 'worker', adds.length) / 3, () => {
        this.waiting.push(...adds);
        if (!this.applying) this.apply();
      }),
    );
  }

  private apply(): void {
    const { world, thread } = this;
    const batch = this.waiting.splice(0, MOST_COMMANDS);
    this.applying = batch.length > 0;
    if (!this.applying) return;
    world.batchBegins(batch.length);
    const { times, postgres, simulation } = world;
    const own = awaited(world, 'worker', batch.length) / 3 + (batch.length * times.worker.perCommand) / 2;
    const transaction = awaited(world, 'postgres', batch.length) + batch.length * times.postgres.perCommand;
    thread.runNext(own, () =>
      world.hop(() =>
        postgres.run(transaction, () =>
          // The wait for the disk.
          simulation.after(times.commit, () => world.hop(() => thread.run(own, () => this.committed(batch)))),
        ),
      ),
    );
  }

  /** The next batch begins beside the replies of this one. */
  private committed(batch: readonly Add[]): void {
    for (const api of new Set(batch.map((add) => add.api))) api.reply(batch.filter((add) => add.api === api));
    this.thread.run(afterwards(this.world, 'worker', batch.length), nothing);
    this.world.postgres.run(afterwards(this.world, 'postgres', batch.length), nothing);
    this.apply();
  }
}
