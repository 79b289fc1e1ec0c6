import { z } from 'zod';

/** A time in an answer: RFC 3339, UTC. It is ours, so only the document says its format; nothing checks it. */
export const timeSchema = z.string().meta({ format: 'date-time' });

/** The W3C trace ID of a request, in an answer: 32 hex digits. */
export const traceIdSchema = z.string().meta({ maxLength: 32 });

let second = Number.NaN;
let upToSecond = '';

/**
 * A time in RFC 3339 with milliseconds, like `toISOString`, which takes seven times as long: times of the same second
 * begin with the same text.
 *
 * @param ms whole milliseconds since 1970
 * @throws RangeError if it is out of the range of a `Date`
 */
export function formatTime(ms: number): string {
  const whole = Math.floor(ms / 1_000);
  if (whole !== second) {
    // First, as it may throw.
    upToSecond = new Date(whole * 1_000).toISOString().slice(0, -'000Z'.length);
    second = whole;
  }
  return `${upToSecond}${String(ms - whole * 1_000).padStart(3, '0')}Z`;
}
