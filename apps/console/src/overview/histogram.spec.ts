import { addUp, mean, quantile } from './histogram.js';

const one = { bounds: [1, 10, 100], counts: [10, 0, 10, 0], sum: 1_000 };

it('histograms of several processes are added up', () => {
  expect(addUp([one, one])).toEqual({ bounds: [1, 10, 100], counts: [20, 0, 20, 0], sum: 2_000 });
  expect(addUp([])).toBeNull();
});

it('those with other bounds are left out', () => {
  expect(addUp([one, { bounds: [5], counts: [1, 1], sum: 9 }])).toEqual(one);
});

it.each([
  [0.25, 0.5],
  [0.5, 1],
  [0.75, 55],
  [1, 100],
])('the %d quantile lies within its bucket', (share, value) => {
  expect(quantile(one, share)).toBeCloseTo(value);
});

it('above the last bound, it is that bound', () => {
  expect(quantile({ bounds: [1], counts: [0, 5], sum: 500 }, 0.5)).toBe(1);
});

it('without values there is neither quantile nor mean', () => {
  const empty = { bounds: [1], counts: [0, 0], sum: 0 };
  expect([quantile(empty, 0.5), mean(empty), quantile(null, 0.5), mean(null)]).toEqual([null, null, null, null]);
  expect(mean(one)).toBe(50);
});
