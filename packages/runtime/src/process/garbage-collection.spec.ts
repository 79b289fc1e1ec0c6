import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const BUILT = new URL('../../dist/process/garbage-collection.js', import.meta.url).href;

/** Makes short-lived objects, and has V8 print what each collection took. */
const PROGRAM = `
  const { collectYoungObjectsAlone } = await import(${JSON.stringify(BUILT)});
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--trace-gc-nvp');
  collectYoungObjectsAlone();
  const recent = new Array(100_000);
  for (let n = 0; n < 4_000_000; n++) recent[n % recent.length] = { n };
`;

test('no other thread takes part in the collection of short-lived objects', async () => {
  const args = ['--input-type=module', '--eval', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: {}, maxBuffer: 2 ** 24 });
  const times = [...stdout.matchAll(/ background\.scavenge\.parallel=([\d.]+)/g)].map(([, ms]) => Number(ms));
  expect(times.length).toBeGreaterThan(1);
  expect(Math.max(...times)).toBe(0);
});
