import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BUILT = new URL('../../dist/process/garbage-collection.js', import.meta.url).href;

/** Makes short-lived objects, and has V8 print what each collection took. */
const PROGRAM = `
  const { collectYoungObjectsAlone } = await import(${JSON.stringify(BUILT)});
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--trace-gc-nvp');
  if (process.env.ALONE) collectYoungObjectsAlone();
  const recent = new Array(100_000);
  for (let n = 0; n < 4_000_000; n++) recent[n % recent.length] = { n };
`;

/** How long other threads took part in each collection of short-lived objects, in milliseconds. */
async function timesOfOtherThreads(env: NodeJS.ProcessEnv): Promise<number[]> {
  const args = ['--input-type=module', '--eval', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 24 });
  return [...stdout.matchAll(/ background\.scavenge\.parallel=([\d.]+)/g)].map(([, ms]) => Number(ms));
}

test('no other thread takes part in the collection of short-lived objects', async () => {
  const alone = await timesOfOtherThreads({ ALONE: '1' });
  expect(alone.length).toBeGreaterThan(1);
  expect(Math.max(...alone)).toBe(0);
  expect(Math.max(...(await timesOfOtherThreads({})))).toBeGreaterThan(0);
});
