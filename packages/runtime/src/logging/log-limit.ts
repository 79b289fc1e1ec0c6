/** Lines with the same message: three at once, then one a second. */
const PER_MESSAGE = { capacity: 3, perSecond: 1 };

/** Lines of all messages: a full bucket and a second's refill are ten lines. */
const ALL_MESSAGES = { capacity: 5, perSecond: 5 };

/** Tokens of all messages that only errors may take, so that repeated warnings do not hide an error. */
const RESERVED_FOR_ERRORS = 2;

/** How many messages are distinguished. Ours are a few dozen, but those of libraries may contain IDs. */
const MAX_MESSAGES = 500;

interface Message {
  readonly bucket: TokenBucket;
  suppressed: number;
}

/**
 * Decides which warnings and errors are logged. During an outage thousands a second say the same: logging all of them
 * would slow the process down when it matters most, and hide what is new.
 */
export class LogLimit {
  private readonly messages = new Map<string, Message>();
  private readonly together: TokenBucket;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.together = new TokenBucket(ALL_MESSAGES, now());
  }

  /** Null if the line must not be logged; otherwise how many lines like it were left out since the last one. */
  pass(message: string, isError: boolean): number | null {
    const now = this.now();
    const known = this.messageOf(message, now);
    const kept = isError ? 0 : RESERVED_FOR_ERRORS;
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

/** Full at first, and refilled at a steady rate. Times are in milliseconds and must not go back. */
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

  /** To be called after `has`. */
  take(): void {
    this.tokens -= 1;
  }
}
