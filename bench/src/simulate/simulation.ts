/** Something that happens at a time, in microseconds. */
interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Discrete events: time jumps from one to the next. All times are in microseconds. */
export class Simulation {
  now = 0;
  private readonly hosts: Host[] = [];
  private readonly timers: Timer[] = [];

  /** A machine with so many cores. */
  host(cores: number): Host {
    const host = new Host(this, cores);
    this.hosts.push(host);
    return host;
  }

  /** Calls back after so long: a disk, a network. */
  after(delay: number, act: () => void): void {
    const at = this.now + delay;
    let index = this.timers.length;
    while (index > 0 && (this.timers[index - 1]?.at ?? 0) < at) index--;
    // The next one is last.
    this.timers.splice(index, 0, { at, act });
  }

  run(until: number): void {
    while (this.now < until) {
      const timer = this.timers.at(-1);
      let next = timer?.at ?? Number.POSITIVE_INFINITY;
      let due: Host | undefined;
      for (const host of this.hosts) {
        const at = host.nextEnd();
        if (at < next) [next, due] = [at, host];
      }
      if (next === Number.POSITIVE_INFINITY) return;
      this.now = next;
      if (due) due.endTasks();
      else this.timers.pop()?.act();
    }
  }
}

interface Task {
  /** CPU time that it still needs. */
  left: number;
  readonly done: () => void;
}

/** Accuracy of a sum of times. */
const EPSILON = 1e-6;

/** A machine whose runnable tasks share its cores evenly, as the scheduler of an operating system has it. */
export class Host {
  /** CPU time used so far. */
  busy = 0;
  private tasks: Task[] = [];
  private at = 0;

  constructor(
    private readonly simulation: Simulation,
    readonly cores: number,
  ) {}

  /** Takes so much CPU time, beside whatever else runs there. */
  run(cpu: number, done: () => void): void {
    this.advance();
    this.tasks.push({ left: cpu, done });
  }

  /** A process with one thread: what it has to do waits its turn. */
  thread(): Thread {
    return new Thread(this);
  }

  nextEnd(): number {
    if (this.tasks.length === 0) return Number.POSITIVE_INFINITY;
    const least = Math.min(...this.tasks.map(({ left }) => left));
    return this.at + least / this.rate;
  }

  endTasks(): void {
    this.advance();
    const ended = this.tasks.filter(({ left }) => left <= EPSILON);
    this.tasks = this.tasks.filter(({ left }) => left > EPSILON);
    for (const { done } of ended) done();
  }

  private advance(): void {
    const each = (this.simulation.now - this.at) * this.rate;
    for (const task of this.tasks) task.left -= each;
    this.busy += each * this.tasks.length;
    this.at = this.simulation.now;
  }

  /** How fast each task proceeds. */
  private get rate(): number {
    return Math.min(1, this.cores / Math.max(1, this.tasks.length));
  }
}

/** One thing at a time, in order. */
export class Thread {
  busy = 0;
  private readonly waiting: { readonly cpu: number; readonly done: () => void }[] = [];
  private running = false;

  constructor(private readonly host: Host) {}

  run(cpu: number, done: () => void): void {
    this.waiting.push({ cpu, done });
    if (!this.running) this.next();
  }

  /** The same, before what already waits: what is done within the task that runs now. */
  runNext(cpu: number, done: () => void): void {
    this.waiting.unshift({ cpu, done });
    if (!this.running) this.next();
  }

  private next(): void {
    const task = this.waiting.shift();
    this.running = task !== undefined;
    if (task === undefined) return;
    this.busy += task.cpu;
    this.host.run(task.cpu, () => {
      task.done();
      this.next();
    });
  }
}
