export interface RetryOptions {
  /** How often a request is sent at most, the first time included; 1 switches retries off. Default: 4. */
  readonly attempts?: number | undefined;
  /** The first pause at most, in milliseconds; it doubles each time and is jittered. Default: 200. */
  readonly firstPauseMs?: number | undefined;
  /** A `Retry-After` beyond this is not waited for, in milliseconds: the answer is given to the caller. Default: 60,000. */
  readonly longestPauseMs?: number | undefined;
}

/** Too many requests, and answers of a service or a proxy that cannot do its work now. */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * A `fetch` that sends a request again when that can help, after the pause that `Retry-After` asks for. It may have been
 * carried out already: send it with an `Idempotency-Key`.
 */
export function retrying(
  fetch: (request: Request) => Promise<Response>,
  { attempts = 4, firstPauseMs = 200, longestPauseMs = 60_000 }: RetryOptions = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= attempts;
      const backoff = Math.random() * Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs);
      let pause: number;
      try {
        const response = await fetch(last ? request : request.clone());
        pause = Math.max(retryAfter(response) ?? 0, backoff);
        if (last || !RETRYABLE.has(response.status) || pause > longestPauseMs) return response;
        await response.body?.cancel();
      } catch (error) {
        // No answer came: the connection failed, or the caller gave up.
        if (last || request.signal.aborted) throw error;
        pause = backoff;
      }
      await sleep(pause, request.signal);
    }
  };
}

/** The milliseconds of `Retry-After` (RFC 9110, section 10.2.3): seconds or a date. */
function retryAfter(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(at - Date.now(), 0);
}

/** @throws the reason of the signal, when it is aborted meanwhile */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
