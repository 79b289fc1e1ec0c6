/** What each method takes as its second argument. */
export interface RequestOptions {
  /** Ends the call: it is rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** After how many milliseconds the call is rejected with a `TimeoutError`, retries and waiting included. */
  readonly timeout?: number | undefined;
}

export interface WriteOptions extends RequestOptions {
  /**
   * 1 to 255 visible ASCII characters. A call with the key of an earlier one changes nothing and gives its answer
   * again, for a day. Each call has a random one of its own, which its retries repeat.
   */
  readonly idempotencyKey?: string | undefined;
}

export interface Waiting {
  /**
   * How many seconds the API waits for the outcome, 0 to 60, before it answers with the operation. 0: it answers as
   * soon as the change is stored.
   */
  readonly wait: number;
}

export interface ChangeOptions extends WriteOptions, Partial<Waiting> {}

export interface IfMatch {
  /** The `ETag` that you saw: the change is made only when nobody else made one since. */
  readonly ifMatch?: string | undefined;
}
