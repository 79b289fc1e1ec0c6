interface Running<Result> {
  readonly ended: Promise<void>;
  next: Promise<Result> | null;
}

/**
 * Reads that cost much and are asked for by many at once. While one runs, all who ask for the same share the next one:
 * it begins after they asked, so that whoever made a change sees it, and nobody waits for more than two.
 */
export class SharedReads<Result> {
  private readonly running = new Map<string, Running<Result>>();

  /**
   * @param key what tells one read from another: whose data it is, and each of its parameters
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
