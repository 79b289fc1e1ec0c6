import { EventEmitter, once } from 'node:events';
import { createLogger } from '../logging/logger.js';
import { BackgroundWork } from './background-work.js';
import type { IntervalLoopOptions } from './interval-loop.js';

const FOREVER = 60_000;
const lines: unknown[] = [];
const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
const logger = createLogger({ name: 'test', level: 'warn', stream });

class Work extends BackgroundWork {
  constructor(protected readonly tasks: readonly Omit<IntervalLoopOptions, 'logger'>[]) {
    super(logger);
  }
}

/** A task whose run lasts until `end` is called. */
function heldTask(name: string) {
  const events = new EventEmitter();
  const run = () => {
    events.emit('begun');
    return once(events, 'end');
  };
  return { task: { name, intervalMs: FOREVER, run }, begun: once(events, 'begun'), end: () => events.emit('end') };
}

test('a wake-up ends the pauses of all tasks, which run side by side', async () => {
  const held = [heldTask('nothing was purged'), heldTask('nothing was relayed')];
  const work = new Work(held.map(({ task }) => task));
  work.start();
  work.wake();
  await Promise.all(held.map(({ begun }) => begun));
  for (const { end } of held) end();
  await work.close();
});

test('close waits until the runs of all tasks have ended', async () => {
  const first = heldTask('nothing was purged');
  const second = heldTask('nothing was relayed');
  const work = new Work([first.task, second.task]);
  work.start();
  work.wake();
  await Promise.all([first.begun, second.begun]);
  let closed = false;
  const closing = work.close().then(() => {
    closed = true;
  });
  first.end();
  await new Promise(setImmediate);
  expect(closed).toBe(false);
  second.end();
  await closing;
});

test('a failure is logged under the name of its task, and the others run all the same', async () => {
  const run = () => Promise.reject(new Error('database gone'));
  const failing = { name: 'nothing was purged', intervalMs: FOREVER, run };
  const other = heldTask('nothing was relayed');
  const work = new Work([failing, other.task]);
  work.start();
  work.wake();
  await other.begun;
  other.end();
  await work.close();
  expect(lines).toEqual([expect.objectContaining({ msg: 'nothing was purged', error: 'Error: database gone' })]);
});
