import { MOST_ATTEMPTS, outcomeOf, pauseAfter, readRetryAfter } from './attempt.js';

it.each([
  [200, null, 'delivered'],
  [204, null, 'delivered'],
  [299, null, 'delivered'],
  [301, null, 'failed'],
  [307, null, 'failed'],
  [400, null, 'failed'],
  [410, null, 'gone'],
  [429, null, 'failed'],
  [429, 1_000, 'throttled'],
  [503, 1_000, 'throttled'],
  [500, 1_000, 'failed'],
  [null, null, 'failed'],
])('status %s with a Retry-After of %s ms: %s', (status, retryAfterMs, outcome) => {
  expect(outcomeOf({ status, retryAfterMs })).toBe(outcome);
});

it('waits 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, and then no more', () => {
  const pauses = Array.from({ length: MOST_ATTEMPTS }, (_, index) => pauseAfter(index + 1, { retryAfterMs: null }, 0));
  const minutes = [5 / 60, 5, 30, 120, 300, 600, 840, 1_200, 1_440];
  expect(pauses).toEqual([...minutes.map((one) => one * 60_000), null]);
  expect(pauseAfter(1, { retryAfterMs: null }, 1)).toBe(5_500);
});

it('waits as long as the receiver asks for, when that is longer', () => {
  expect(pauseAfter(1, { retryAfterMs: 60_000 }, 0)).toBe(60_000);
  expect(pauseAfter(2, { retryAfterMs: 60_000 }, 0)).toBe(300_000);
  expect(pauseAfter(MOST_ATTEMPTS, { retryAfterMs: 60_000 }, 0)).toBeNull();
});

const now = Date.parse('2026-01-02T03:04:05Z');
it.each([
  ['120', 120_000],
  ['0', 0],
  ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
  ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
  ['9999999999', 86_400_000],
  ['Fri, 02 Jan 2099 03:00:00 GMT', 86_400_000],
  ['soon', null],
  ['-1x', null],
  [undefined, null],
])('reads Retry-After, a day at most: %s', (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});
