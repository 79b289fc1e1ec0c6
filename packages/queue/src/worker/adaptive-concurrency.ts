/** The part of a BullMQ worker that is set. */
interface Concurrent {
  concurrency: number;
}

/**
 * With a concurrency above one, a BullMQ worker asks for a second job before it starts the first (`Worker.mainLoop`,
 * 6.7): a round trip that delays a single command for nothing. So a worker whose queue was empty takes one job at a time.
 * Once a job directly follows another, the worker takes as many as can be batched.
 */
export class AdaptiveConcurrency {
  private queueWasEmpty = true;

  constructor(
    private readonly worker: Concurrent,
    private readonly most: number,
  ) {
    worker.concurrency = 1;
  }

  /** To be called when the queue is empty. */
  drained(): void {
    this.queueWasEmpty = true;
    this.worker.concurrency = 1;
  }

  /** To be called when a job starts. */
  started(): void {
    if (!this.queueWasEmpty) this.worker.concurrency = this.most;
    this.queueWasEmpty = false;
  }
}
