import { once } from 'node:events';
import { IntervalLoop } from './interval-loop.js';

const FOREVER = 60_000;
const lines: object[] = [];
const logger = { warn: (fields: object, message: string) => void lines.push({ ...fields, message }) };

/** Work that ends when it is told to. */
function heldWork() {
  const begun = new EventTarget();
  const state = { runs: 0, end: () => {} };
  const run = () =>
    new Promise<void>((resolve) => {
      state.runs += 1;
      state.end = resolve;
      begun.dispatchEvent(new Event('run'));
    });
  return { state, run, next: () => once(begun, 'run') };
}

test('pauses first, or begins at once when it is to', async () => {
  const { state, run, next } = heldWork();
  const later = new IntervalLoop({ name: 'work', logger, intervalMs: FOREVER, run });
  await later.stop();
  expect(state.runs).toBe(0);
  const began = next();
  const now = new IntervalLoop({ name: 'work', logger, intervalMs: FOREVER, run, immediate: true });
  await began;
  state.end();
  await now.stop();
  expect(state.runs).toBe(1);
});

test('runs again and again, and one run never begins before the other has ended', async () => {
  const { state, run, next } = heldWork();
  const loop = new IntervalLoop({ name: 'work', logger, intervalMs: 1, run });
  await next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(state.runs).toBe(1);
  const again = next();
  state.end();
  await again;
  state.end();
  await loop.stop();
});

test('a wake-up ends the pause, and one during a run is not lost', async () => {
  const { state, run, next } = heldWork();
  const loop = new IntervalLoop({ name: 'work', logger, intervalMs: FOREVER, run });
  const first = next();
  loop.wake();
  await first;
  loop.wake();
  const second = next();
  state.end();
  await second;
  state.end();
  await loop.stop();
  expect(state.runs).toBe(2);
});

test('stop waits for the run that is under way, and begins no other', async () => {
  const { state, run, next } = heldWork();
  const began = next();
  const loop = new IntervalLoop({ name: 'work', logger, intervalMs: 1, run, immediate: true });
  await began;
  let stopped = false;
  const stopping = loop.stop().then(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  state.end();
  await stopping;
  expect(state.runs).toBe(1);
});

test('a failure is logged under the name of the loop, and does not end it', async () => {
  const runs = new EventTarget();
  let count = 0;
  const run = async () => {
    count += 1;
    if (count === 1) throw new Error('database gone');
    runs.dispatchEvent(new Event('again'));
  };
  const again = once(runs, 'again');
  const loop = new IntervalLoop({ name: 'purge', logger, intervalMs: 1, run });
  await again;
  await loop.stop();
  expect(lines).toEqual([{ error: 'Error: database gone', message: 'purge' }]);
});
