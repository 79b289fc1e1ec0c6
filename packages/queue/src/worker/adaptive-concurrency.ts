/** What is set of a BullMQ worker. */
interface Concurrent {
  concurrency: number;
}

/**
 * With a concurrency above one, a BullMQ worker asks for a second job before it starts the first (`Worker.mainLoop`,
 * 6.7): a round trip that a lone command waits for in vain. So a worker whose queue was empty takes one job at a time,
 * and as soon as one job follows another without a pause in between, as many as may be batched.
 */
export class AdaptiveConcurrency {
  private queueWasEmpty = true;

  constructor(
    private readonly worker: Concurrent,
    private readonly most: number,
  ) {
    worker.concurrency = 1;
  }

  /** To be called when the queue has no further job. */
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
