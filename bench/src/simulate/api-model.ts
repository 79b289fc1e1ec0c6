import type { Thread } from './simulation.js';
import { afterwards, awaited, nothing, type World } from './world.js';

/** A caller's add. */
export interface Add {
  readonly api: ApiModel;
  readonly answered: () => void;
}

/** Adds that travel together. */
interface Job {
  unanswered: number;
}

/** As in the gateway's coalescer. */
const MOST_COMMANDS = 64;
const MOST_UNANSWERED_JOBS = 2;

/** An API process: reads requests, collects commands while two jobs are unanswered, and writes answers. */
export class ApiModel {
  private waiting: Add[] = [];
  private unansweredJobs = 0;
  private readonly jobs = new Map<Add, Job>();

  constructor(
    private readonly world: World,
    readonly thread: Thread,
    private readonly redis: Thread,
  ) {}

  /** `answered` is called when the answer has reached the caller. */
  request(answered: () => void): void {
    this.thread.run(this.world.times.api.perCommand / 2, () => {
      this.waiting.push({ api: this, answered });
      this.send();
    });
  }

  /** What arrived while two jobs were unanswered goes out together. */
  private send(): void {
    if (this.unansweredJobs >= MOST_UNANSWERED_JOBS || this.waiting.length === 0) return;
    const { world, redis } = this;
    const adds = this.waiting.splice(0, MOST_COMMANDS);
    const job = { unanswered: adds.length };
    for (const add of adds) this.jobs.set(add, job);
    this.unansweredJobs++;
    // Within the task that runs now, as an enqueue begins at once.
    this.thread.runNext(awaited(world, 'api', adds.length) / 2, () =>
      world.hop(() => redis.run(this.redisTime(adds.length), () => world.nextWorker().take(adds))),
    );
  }

  /** The message that tells the outcomes of adds, all of this process. */
  reply(adds: readonly Add[]): void {
    const { world, thread, redis } = this;
    world.hop(() =>
      redis.run(this.redisTime(adds.length), () => {
        redis.run(afterwards(world, 'redis', adds.length), nothing);
        world.hop(() =>
          thread.run(awaited(world, 'api', adds.length) / 2, () => {
            this.settle(adds);
            for (const add of adds) thread.run(world.times.api.perCommand / 2, () => world.hop(add.answered));
            thread.run(afterwards(world, 'api', adds.length), nothing);
          }),
        );
      }),
    );
  }

  /** The next job goes out when the outcomes of one are known, before they are told. */
  private settle(adds: readonly Add[]): void {
    for (const add of adds) {
      const job = this.jobs.get(add);
      this.jobs.delete(add);
      if (job && --job.unanswered === 0) this.unansweredJobs--;
    }
    this.send();
  }

  /** Of one way of a job, or of its reply. */
  private redisTime(commands: number): number {
    return (awaited(this.world, 'redis', commands) + commands * this.world.times.redis.perCommand) / 2;
  }
}
