import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 200;

/** Asks until the answer is not falsy, and returns it; rejects when it still is after `limitMs`. */
export async function poll(limitMs, ask) {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`still waiting after ${limitMs / 1_000} s`);
    await delay(STEP_MS);
  }
}
