import type { CounterStore } from './counter-store.js';
import { SharedCounters } from './shared-counters.js';

/** The counters of all nodes, in memory; `calls` counts round trips. */
function store() {
  const counts = new Map<string, number>();
  const calls: string[] = [];
  let broken = false;
  const shared: CounterStore = {
    async add(key, count) {
      calls.push(`${key} ${count}`);
      if (broken) throw new Error('gone');
      counts.set(key, (counts.get(key) ?? 0) + count);
      return { consumed: counts.get(key) ?? 0, msLeft: 30_000 };
    },
    close: async () => {},
  };
  const setBroken = (value: boolean) => {
    broken = value;
  };
  return { shared, calls, counts, setBroken };
}

let time = 0;
const now = () => time;
const errors: Error[] = [];
function node(shared: CounterStore): SharedCounters {
  return new SharedCounters(shared, (error) => errors.push(error), now);
}

function times(count: number, act: () => void): void {
  for (let done = 0; done < count; done += 1) act();
}

beforeEach(() => {
  time = 0;
  errors.length = 0;
});

test('a thousand requests cost one round trip', async () => {
  const { shared, calls } = store();
  const counters = node(shared);
  times(1_000, () => counters.count('a'));
  expect(counters.state('a').used).toBe(1_000);
  await counters.report();
  expect(calls).toEqual(['a 1000']);
  await counters.close();
});

test('a node’s report returns the counts of the others', async () => {
  const { shared } = store();
  const [one, two] = [node(shared), node(shared)];
  times(10, () => one.count('a'));
  times(5, () => two.count('a'));
  await one.report();
  await two.report();
  expect(two.state('a')).toEqual({ used: 15, msLeft: 30_000 });
  expect(one.state('a').used).toBe(10);
  one.count('a');
  await one.report();
  expect(one.state('a').used).toBe(16);
  await Promise.all([one.close(), two.close()]);
});

test('what is counted during a report is not lost', async () => {
  const { shared, counts } = store();
  const counters = node(shared);
  times(3, () => counters.count('a'));
  const report = counters.report();
  times(2, () => counters.count('a'));
  expect(counters.state('a').used).toBe(5);
  await report;
  expect(counters.state('a').used).toBe(5);
  await counters.report();
  expect(counts.get('a')).toBe(5);
  await counters.close();
});

test('a window restarts after its end, and ended ones are dropped', async () => {
  const { shared } = store();
  const counters = node(shared);
  counters.count('a');
  await counters.report();
  time = 30_001;
  expect(counters.state('a')).toEqual({ used: 0, msLeft: 60_000 });
  await counters.close();
});

test('without the store a node counts alone, and reports again once it is back', async () => {
  const { shared, setBroken, counts } = store();
  const counters = node(shared);
  setBroken(true);
  times(7, () => counters.count('a'));
  await counters.report();
  expect(errors).toHaveLength(1);
  expect(counters.state('a').used).toBe(7);
  setBroken(false);
  counters.count('a');
  await counters.report();
  expect(counts.get('a')).toBe(1);
  await counters.close();
});

test('reading keeps nothing, and the oldest of too many windows is dropped', async () => {
  const { shared } = store();
  const counters = new SharedCounters(shared, (error) => errors.push(error), now, 2);
  for (const key of ['a', 'b']) counters.count(key);
  for (const key of ['c', 'd', 'e']) expect(counters.state(key)).toEqual({ used: 0, msLeft: 60_000 });
  expect(counters.state('a').used).toBe(1);
  counters.count('c');
  expect(['a', 'b', 'c'].map((key) => counters.state(key).used)).toEqual([0, 1, 1]);
  await counters.close();
});
