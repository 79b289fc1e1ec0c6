import { parsePrefer } from './prefer.js';

const DEFAULT = { waitMs: 10_000, durable: false, respondAsync: false, applied: null };

test.each([
  [undefined, DEFAULT],
  ['', DEFAULT],
  [' , ,', DEFAULT],
  ['handling=lenient', DEFAULT],
  ['return=minimal; foo="some, \\"text; wait=1"', DEFAULT],
  ['respond-async', { waitMs: 0, durable: true, respondAsync: true, applied: 'respond-async' }],
  ['Respond-Async', { waitMs: 0, durable: true, respondAsync: true, applied: 'respond-async' }],
  ['respond-async; foo=bar', { waitMs: 0, durable: true, respondAsync: true, applied: 'respond-async' }],
  ['wait=5', { waitMs: 5_000, durable: false, respondAsync: false, applied: 'wait=5' }],
  ['wait = "5"', { waitMs: 5_000, durable: false, respondAsync: false, applied: 'wait=5' }],
  ['wait=0', { waitMs: 0, durable: true, respondAsync: false, applied: 'wait=0' }],
  ['wait=60', { waitMs: 60_000, durable: false, respondAsync: false, applied: 'wait=60' }],
  ['wait=5, wait=9', { waitMs: 5_000, durable: false, respondAsync: false, applied: 'wait=5' }],
  ['respond-async, wait=5', { waitMs: 5_000, durable: false, respondAsync: true, applied: 'respond-async, wait=5' }],
  ['handling=strict,respond-async', { waitMs: 0, durable: true, respondAsync: true, applied: 'respond-async' }],
])('%p is understood', (header, expected) => {
  expect(parsePrefer(header)).toEqual(expected);
});

test.each([
  ['wait'],
  ['wait='],
  ['wait=61'],
  ['wait=-1'],
  ['wait=1.5'],
  ['wait=1e1'],
  ['wait=ten'],
  ['wait=99999999999999999999'],
  ['respond-async=yes'],
  ['wait="5'],
  ['=5'],
  ['wait==5'],
  ['respond-async wait=5'],
  ['wait=5; ='],
  ['(wait)'],
  ['wait=5\u00e9'],
])('%p is refused, and the error says what is allowed', (header) => {
  expect(() => parsePrefer(header)).toThrow(
    expect.objectContaining({
      code: 'MALFORMED_REQUEST',
      details: { header: 'Prefer', expected: expect.stringContaining('wait=N') },
    }),
  );
});

test('a hostile header of 16 KiB is read in linear time', () => {
  const before = process.cpuUsage();
  for (const part of ['a; ', 'a;\t \t;', '"\\', ' ', ',', 'a=', '; ;']) {
    try {
      parsePrefer(`a${part.repeat(16_384 / part.length)}!("`);
    } catch {}
  }
  expect(process.cpuUsage(before).user).toBeLessThan(500_000);
});
