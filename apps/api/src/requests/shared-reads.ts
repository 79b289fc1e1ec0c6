interface Running<Result> {
  readonly ended: Promise<void>;
  next: Promise<Result> | null;
}

/**
 * Shares expensive reads between concurrent callers. While a read runs, all who ask for the same share the next one.
 * That one begins after they asked, so they see their own changes, and nobody waits for more than two reads.
 */
export class SharedReads<Result> {
  private readonly running = new Map<string, Running<Result>>();

  /**
   * @param key identifies the read: the organization and all parameters
   * @throws what the read throws, to all who share it
   */
  get(key: string, read: () => Promise<Result>): Promise<Result> {
    const running = this.running.get(key);
    if (!running) return this.begin(key, read);
    running.next ??= running.ended.then(() => this.begin(key, read));
    return running.next;
  }

  private begin(key: string, read: () => Promise<Result>): Promise<Result> {
    const result = read();
    const end = () => {
      if (running.next === null) this.running.delete(key);
    };
    const running: Running<Result> = { ended: result.then(end, end), next: null };
    this.running.set(key, running);
    return result;
  }
}
