import { MOST_SCIM_VALUES, readWhatFits } from './read-what-fits.js';

/** Reads as many values for each resource as it has, as far as the limit of the statement. */
async function fit(counts: readonly number[]) {
  const tried: number[] = [];
  const { resources, values } = await readWhatFits(counts, async (some) => {
    tried.push(some.length);
    const all = some.reduce((sum, count) => sum + count, 0);
    return Array<null>(Math.min(all, MOST_SCIM_VALUES + 1)).fill(null);
  });
  return { resources, values: values.length, tried };
}

const HALF = MOST_SCIM_VALUES / 2;

it.each([
  ['nothing', [], { resources: 0, values: 0, tried: [] }],
  ['all', [HALF, 0, HALF], { resources: 3, values: MOST_SCIM_VALUES, tried: [3] }],
  ['half', [HALF, 0, HALF, 1], { resources: 2, values: HALF, tried: [4, 2] }],
  ['the first', [1, MOST_SCIM_VALUES, 1, 1], { resources: 1, values: 1, tried: [4, 2, 1] }],
  ['none, as the first has too many', [MOST_SCIM_VALUES + 1, 1, 1], { resources: 0, values: 0, tried: [3, 1] }],
])('of some resources, %s fit', async (_, counts, expected) => {
  expect(await fit(counts)).toEqual(expected);
});
