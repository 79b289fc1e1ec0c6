import { PrimaryPositions } from './primary-positions.js';

function positions(...samples: readonly (readonly [position: bigint, at: number])[]): PrimaryPositions {
  const history = new PrimaryPositions();
  for (const [position, at] of samples) history.note(position, at);
  return history;
}

it.each([
  ['has all', 300n, 50],
  ['is between two samples', 250n, 550],
  ['is ahead of the last sample', 999n, 50],
  ['is behind all samples', 99n, Number.POSITIVE_INFINITY],
])('a replica that %s is as old as the last sample that it has', (_, position, age) => {
  const history = positions([100n, 0], [200n, 500], [300n, 1_000]);
  expect(history.ageOf(position, 1_050)).toBe(age);
});

it('a replica ages while nothing is written and the primary cannot be asked', () => {
  const history = positions([100n, 0], [100n, 500]);
  expect(history.ageOf(100n, 600)).toBe(100);
  expect(history.ageOf(100n, 9_500)).toBe(9_000);
});

it('positions of ten minutes are remembered, and none of before a failover', () => {
  const history = positions([100n, 0], [200n, 1], [300n, 600_001]);
  expect([history.ageOf(199n, 600_001), history.ageOf(200n, 600_001)]).toEqual([Number.POSITIVE_INFINITY, 600_000]);
  history.note(150n, 600_002);
  expect([history.ageOf(149n, 600_002), history.latest]).toEqual([Number.POSITIVE_INFINITY, 150n]);
});
