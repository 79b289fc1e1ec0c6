import { backoff } from './backoff.js';

test('delays double with jitter up to a second, even if each connection breaks at once', () => {
  const next = backoff(() => 0);
  for (const most of [100, 200, 400, 800, 1_000, 1_000]) {
    const delay = next();
    expect(delay).toBeGreaterThanOrEqual(most / 2);
    expect(delay).toBeLessThanOrEqual(most);
  }
});

test('they start over after a connection that lasted', () => {
  let now = 0;
  const next = backoff(() => now);
  for (let attempt = 0; attempt < 8; attempt++) next();
  now += 10_001;
  expect(next()).toBeLessThanOrEqual(100);
});
