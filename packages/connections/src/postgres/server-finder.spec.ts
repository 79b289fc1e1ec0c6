import { ServerFinder } from './server-finder.js';

const ONE = { host: 'one', port: 1 };
const TWO = { host: 'two', port: 2 };

/** A pair of which one or none takes writes; counts the probes. */
function pair() {
  const state = { primary: 'one' as string | null, probes: 0 };
  const finder = new ServerFinder([ONE, TWO], async ({ host }) => {
    state.probes += 1;
    if (host !== state.primary) throw new Error('is a standby');
  });
  return { state, finder };
}

it('caches the server that takes writes, and concurrent callers share one search', async () => {
  const { state, finder } = pair();
  expect(await Promise.all([finder.find(), finder.find()])).toEqual([ONE, ONE]);
  expect(await finder.find()).toEqual(ONE);
  expect(state.probes).toBe(2);
});

it('searches again once the server is forgotten, but not because of another', async () => {
  const { state, finder } = pair();
  await finder.find();
  state.primary = 'two';
  finder.forget(TWO);
  expect(await finder.find()).toEqual(ONE);
  finder.forget(ONE);
  expect(await finder.find()).toEqual(TWO);
});

it('does not wait for a server that is silent when another one takes writes', async () => {
  const finder = new ServerFinder([ONE, TWO], async ({ host }) => {
    if (host === 'one') await new Promise(() => {});
  });
  expect(await finder.find()).toEqual(TWO);
});

it('gives the reason for each server, and does not search again at once', async () => {
  const { state, finder } = pair();
  state.primary = null;
  await expect(finder.find()).rejects.toThrow('(one:1: is a standby; two:2: is a standby)');
  const next = Promise.all([finder.find(), finder.find()]);
  expect(state.probes).toBe(2);
  state.primary = 'two';
  expect(await next).toEqual([TWO, TWO]);
  expect(state.probes).toBe(4);
});
