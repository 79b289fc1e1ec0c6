import { formatTime } from './times.js';

test('a time reads as toISOString writes it, whatever was formatted before', () => {
  const lastOfASecond = Date.UTC(2026, 10, 27, 23, 59, 59, 999);
  const times = [lastOfASecond, lastOfASecond + 1, lastOfASecond, 0, -1, 999, 1_007, 1_000, -1_001, 8.64e15, -8.64e15];
  expect(times.map(formatTime)).toEqual(times.map((ms) => new Date(ms).toISOString()));
});

test('a time out of range is refused each time', () => {
  for (const _ of [1, 2]) expect(() => formatTime(9e15)).toThrow(RangeError);
});
