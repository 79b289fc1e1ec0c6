/** Lines of one message: three at once, one a second after that. */
const PER_MESSAGE = { capacity: 3, perSecond: 1 };

/** Of all messages together: a full bucket and what flows into it make ten in any second. */
const TOGETHER = { capacity: 5, perSecond: 5 };

/** Tokens of all that are kept for errors: warnings that repeat must not hide one. */
const KEPT_FOR_ERRORS = 2;

/** Messages that are told apart. Ours are a few dozen; a library's may have an id in it. */
const MAX_MESSAGES = 500;

interface Message {
  readonly bucket: TokenBucket;
  suppressed: number;
}

/**
 * Decides which warnings and errors are written. In an outage they come with every command, thousands a second, and
 * say the same: a log that writes them all slows the process down when it is needed most, and hides what is new.
 */
export class LogLimit {
  private readonly messages = new Map<string, Message>();
  private readonly together: TokenBucket;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.together = new TokenBucket(TOGETHER, now());
  }

  /** Null when the line is not to be written; else how many like it were not written since the last one that was. */
  pass(message: string, isError: boolean): number | null {
    const now = this.now();
    const known = this.messageOf(message, now);
    const kept = isError ? 0 : KEPT_FOR_ERRORS;
    if (!known.bucket.has(1, now) || !this.together.has(1 + kept, now)) {
      known.suppressed += 1;
      return null;
    }
    known.bucket.take();
    this.together.take();
    const { suppressed } = known;
    known.suppressed = 0;
    return suppressed;
  }

  private messageOf(text: string, now: number): Message {
    const known = this.messages.get(text);
    if (known) return known;
    const [oldest] = this.messages.keys();
    if (oldest !== undefined && this.messages.size >= MAX_MESSAGES) this.messages.delete(oldest);
    const message: Message = { bucket: new TokenBucket(PER_MESSAGE, now), suppressed: 0 };
    this.messages.set(text, message);
    return message;
  }
}

/** Full at first; what is taken flows back at a steady rate. Times are in milliseconds and must not go back. */
class TokenBucket {
  private tokens: number;

  constructor(
    private readonly size: { readonly capacity: number; readonly perSecond: number },
    private filledAt: number,
  ) {
    this.tokens = size.capacity;
  }

  has(tokens: number, now: number): boolean {
    const { capacity, perSecond } = this.size;
    this.tokens = Math.min(capacity, this.tokens + ((now - this.filledAt) / 1_000) * perSecond);
    this.filledAt = now;
    return this.tokens >= tokens;
  }

  /** After `has` said that there is one. */
  take(): void {
    this.tokens -= 1;
  }
}
