import type { RequestOptions } from './options.js';
import { ConnectionError, RosterError, TimeoutError } from './roster-error.js';

/** When a call ends at the latest: when its caller gives up, or its time is over. */
export class Deadline {
  readonly signal: AbortSignal | undefined;
  readonly #timeout: AbortSignal | undefined;
  readonly #givenUp: AbortSignal | undefined;

  /** @param timeout in milliseconds; undefined: no limit */
  constructor(timeout: number | undefined, { signal }: RequestOptions) {
    this.#timeout = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
    this.#givenUp = signal;
    const signals = [this.#timeout, signal].filter((one) => one !== undefined);
    this.signal = signals.length > 0 ? AbortSignal.any(signals) : undefined;
  }

  /** What a call is rejected with that ended with this error. */
  rejection(error: unknown, operationId: string | null = null): unknown {
    if (error instanceof RosterError) return error;
    if (this.#givenUp?.aborted) return this.#givenUp.reason;
    if (this.#timeout?.aborted) {
      const message = 'The time for the call is over.';
      return new TimeoutError({ message, code: 'TIMEOUT', status: 0, operationId }, { cause: error });
    }
    const message = 'No answer came from the API.';
    return new ConnectionError({ message, code: 'CONNECTION_FAILED', status: 0 }, { cause: error });
  }
}
