/** What became of sending a webhook once. */
export interface WebhookAttempt {
  readonly startedAt: Date;
  readonly durationMs: number;
  /** The status of the answer; null when there was none. */
  readonly status: number | null;
  /** A sentence for the owner of the endpoint; null when the answer says it all. */
  readonly error: string | null;
  /** The first kilobyte of the answer, as text that Postgres can store. */
  readonly answer: string | null;
  /** The `Retry-After` of the answer as a time span, in milliseconds; null when it has none that can be read. */
  readonly retryAfterMs: number | null;
}

export type AttemptOutcome = 'delivered' | 'failed' | 'throttled' | 'gone';

/**
 * `delivered`: a status of 2xx. `gone`: the receiver wants no more webhooks. `throttled`: it asks for a pause. All else
 * failed, redirects included: following one would lead past the check of the address.
 */
export function outcomeOf({ status, retryAfterMs }: Pick<WebhookAttempt, 'status' | 'retryAfterMs'>): AttemptOutcome {
  if (status === null) return 'failed';
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return (status === 429 || status === 503) && retryAfterMs !== null ? 'throttled' : 'failed';
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses before the second attempt and those after it, in milliseconds (Standard Webhooks suggests them). */
const PAUSES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

export const MOST_ATTEMPTS = PAUSES.length + 1;

/**
 * How long to wait after an attempt, in milliseconds; null when it was the last one. Pauses are up to a tenth longer, so
 * that lanes that failed together do not come back together.
 *
 * @param attempt counted from 1
 */
export function pauseAfter(
  attempt: number,
  { retryAfterMs }: Pick<WebhookAttempt, 'retryAfterMs'>,
  random = Math.random(),
): number | null {
  const pause = PAUSES[attempt - 1];
  if (pause === undefined) return null;
  return Math.max(pause * (1 + random / 10), retryAfterMs ?? 0);
}

/** The longest pause that an endpoint can ask for, in milliseconds. */
const LONGEST_RETRY_AFTER = 24 * HOUR;

/** A `Retry-After`, seconds or a date (RFC 9110, section 10.2.3), as a time span from now, in milliseconds: a day at most. */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,10}$/.test(header)) return Math.min(Number(header) * SECOND, LONGEST_RETRY_AFTER);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - now), LONGEST_RETRY_AFTER);
}
