/** Full at first; what is taken flows back at a steady rate. Times are in milliseconds and must not go back. */
export class TokenBucket {
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
