import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Runs a process whose start, stop and environment are given as source text, on the built package. */
interface Program {
  readonly start?: string;
  readonly stop?: string;
  readonly main?: string;
  readonly drain?: string;
  readonly drainDelayMs?: number;
}

function run({ start = '', stop = '', main = '', drain = '', drainDelayMs = 0 }: Program) {
  const built = new URL('../../dist/index.js', import.meta.url).href;
  const program = `
    const { announceReady, createLogger, runMain, runProcess, ConfigurationError } = await import(${JSON.stringify(built)});
    const logger = createLogger({ name: 'test', level: 'info' });
    const alive = setInterval(() => {}, 1000);
    const start = async () => { ${start}; announceReady({ url: 'http://here' }); };
    const drain = () => { ${drain} };
    const drainDelayMs = ${drainDelayMs};
    const stop = async () => { clearInterval(alive); ${stop} };
    await runMain(async () => { ${main}; await runProcess({ name: 'test', logger, start, drain, drainDelayMs, stop, stopTimeoutMs: 200 }); });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  let output = '';
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) stream.on('data', (chunk) => (output += chunk));
  const closed = streams.map((stream) => once(stream, 'close'));
  const ended = Promise.all([once(child, 'exit'), ...closed]).then(([[code]]) => ({ code, output }));
  return { child, ended, ready: once(child, 'message').then(([message]) => message) };
}

test('announces to its parent that it is ready, and where', async () => {
  expect(await run({}).ready).toEqual({ type: 'ready', url: 'http://here' });
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s stops it cleanly', async (signal) => {
  const { child, ready, ended } = run({ stop: `logger.info('closed')` });
  await ready;
  child.kill(signal);
  expect(await ended).toMatchObject({ code: 0, output: expect.stringContaining('closed') });
});

test('it stops when its parent is gone', async () => {
  const { child, ready, ended } = run({});
  await ready;
  child.disconnect();
  expect((await ended).code).toBe(0);
});

test('an echo of the signal does not cut the stop short', async () => {
  const { child, ready, ended } = run({ stop: `await new Promise((r) => setTimeout(r, 50)); logger.info('closed')` });
  await ready;
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, output: expect.stringContaining('closed') });
});

test.each([
  ['a stop that takes too long', 'await new Promise(() => {})', 'did not stop within 200 ms'],
  ['a stop that fails', `throw new Error('stuck')`, 'stuck'],
])('%s ends it with 1', async (_, stop, text) => {
  const { child, ready, ended } = run({ stop });
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 1, output: expect.stringContaining(text) });
});

test.each([
  ['a rejection', `setImmediate(() => Promise.reject(new Error('lost')))`],
  ['an exception', `setImmediate(() => { throw new Error('lost') })`],
])('%s that nobody handles is logged as fatal and ends it with 1', async (_, start) => {
  expect(await run({ start }).ended).toMatchObject({ code: 1, output: expect.stringMatching(/"level":"fatal".*lost/) });
});

test.each([
  [
    'a wrong environment',
    `throw new ConfigurationError('PORT is "x"; expected a number.')`,
    78,
    'PORT is "x"; expected a number.\n',
  ],
  [
    'any other failure',
    `throw new Error('cannot listen', { cause: new Error('port taken') })`,
    1,
    'cannot listen (port taken)\n',
  ],
])('%s at the start is told without a stack', async (_, main, code, output) => {
  expect(await run({ main }).ended).toEqual({ code, output });
});

test('tells that it drains, goes on serving for a while, and stops then; the while is not part of the limit', async () => {
  const { child, ready, ended } = run({
    drainDelayMs: 300,
    drain: `logger.info('draining'); globalThis.since = performance.now()`,
    stop: `logger.info({ waited: Math.round(performance.now() - since) >= 295 }, 'closed')`,
  });
  await ready;
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, output: expect.stringMatching(/draining[\s\S]*"waited":true.*closed/) });
});
