import { AdaptiveConcurrency } from './adaptive-concurrency.js';

function paced() {
  const worker = { concurrency: 64 };
  return { worker, pace: new AdaptiveConcurrency(worker, 64) };
}

it('takes one job at a time while each finds the queue empty behind it', () => {
  const { worker, pace } = paced();
  for (let job = 0; job < 3; job += 1) {
    pace.started();
    expect(worker.concurrency).toBe(1);
    pace.drained();
  }
});

it('takes as many as may be once jobs follow each other, until the queue is empty', () => {
  const { worker, pace } = paced();
  pace.started();
  pace.started();
  expect(worker.concurrency).toBe(64);
  pace.drained();
  expect(worker.concurrency).toBe(1);
});
