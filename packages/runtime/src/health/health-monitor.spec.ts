import { HealthMonitor } from './health-monitor.js';

/** A check that counts how often it is begun and ends as it is told. */
function counted() {
  const check = { name: 'database', timeoutMs: 5, begun: 0, outcome: Promise.resolve(), check: () => run() };
  const run = () => {
    check.begun += 1;
    return check.outcome;
  };
  return check;
}

it('answers any number of probes with one run, and looks again when the answer is old', async () => {
  const check = counted();
  const monitor = new HealthMonitor([check], undefined, { cacheMs: 60_000 });
  await Promise.all([monitor.report(), monitor.report()]);
  await monitor.report();
  expect(check.begun).toBe(1);
  const eager = new HealthMonitor([check], undefined, { cacheMs: 0 });
  await eager.report();
  await eager.report();
  expect(check.begun).toBe(3);
});

it('does not begin a check that hangs again with every probe, but in the end it does', async () => {
  const check = counted();
  check.outcome = new Promise(() => undefined);
  const monitor = new HealthMonitor([check], undefined, { cacheMs: 0, hangingMs: 100 });
  const hung = await monitor.report();
  await monitor.report();
  expect([hung.checks.database?.reason, check.begun]).toEqual(['timeout', 1]);
  check.outcome = Promise.resolve();
  while ((await monitor.report()).status !== 'ready');
  expect(check.begun).toBe(2);
});

it('drains at once, whatever it answered before', async () => {
  const monitor = new HealthMonitor([counted()], undefined, { cacheMs: 60_000 });
  expect((await monitor.report()).status).toBe('ready');
  monitor.drain();
  expect((await monitor.report()).status).toBe('draining');
});
