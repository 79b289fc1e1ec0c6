import { LogLimit } from './log-limit.js';

const MESSAGES = ['not enqueued; promoted instead', 'no reply came', 'relay carries out', 'redis connection', 'relay'];

function limit() {
  const clock = { now: 0 };
  return { clock, limit: new LogLimit(() => clock.now) };
}

/** When each line that passes is written, for `perSecond` lines over `seconds`. */
function flood(perSecond: number, seconds: number, messageOf: (line: number) => string): number[] {
  const { clock, limit: limited } = limit();
  const written: number[] = [];
  for (let line = 0; line < perSecond * seconds; line++) {
    clock.now = (line * 1_000) / perSecond;
    if (limited.pass(messageOf(line), line % 3 === 0) !== null) written.push(clock.now);
  }
  return written;
}

test.each([
  ['one message', (_line: number) => 'redis connection'],
  ['the messages of an outage', (line: number) => MESSAGES[line % MESSAGES.length] ?? ''],
  ['messages that are never the same', (line: number) => `job ${line}`],
])('10,000 lines a second of %s become ten a second at most', (_, messageOf) => {
  const written = flood(10_000, 5, messageOf);
  for (const time of written)
    expect(written.filter((other) => other >= time && other < time + 1_000).length).toBeLessThanOrEqual(10);
  expect(written.length).toBeGreaterThanOrEqual(5);
});

test('a message that is rare is always written', () => {
  const { clock, limit: limited } = limit();
  for (let minute = 0; minute < 5; minute++) {
    clock.now = minute * 60_000;
    expect(limited.pass('job failed for good', true)).toBe(0);
  }
});

test('the next line that is written tells how many were not', () => {
  const { clock, limit: limited } = limit();
  const passed = Array.from({ length: 100 }, () => limited.pass('relay', false));
  expect(passed.filter((suppressed) => suppressed !== null)).toEqual([0, 0, 0]);
  clock.now = 2_000;
  expect(limited.pass('relay', false)).toBe(97);
  expect(limited.pass('relay', false)).toBe(0);
});

test('an error is written while warnings are suppressed', () => {
  const { limit: limited } = limit();
  for (const message of MESSAGES) for (let line = 0; line < 100; line++) limited.pass(message, false);
  expect(limited.pass('a request failed', true)).toBe(0);
});

test('messages that are never the same do not fill the memory', () => {
  const { limit: limited } = limit();
  for (let line = 0; line < 100_000; line++) limited.pass(`job ${line}`, false);
  expect((limited as unknown as { messages: Map<string, unknown> }).messages.size).toBeLessThanOrEqual(500);
});
