import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadByStatus, LoadOptions, LoadResult, Target } from './load.js';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, 'requests.lua');
const AUTOCANNON = join(import.meta.dirname, 'autocannon.main.mjs');

/** Longer than the API lets a change wait, in seconds. */
const TIMEOUT_S = 20;

/** Two cores: one thread drives few connections, two drive many. */
const CONNECTIONS_PER_THREAD = 64;

export const loadGenerator = commandWorks('wrk', '--version') ? 'wrk' : 'autocannon';

/** Asks for as much as the target gives, from a process of its own. */
export async function runLoad(target: Target, load: LoadOptions): Promise<LoadResult> {
  return loadGenerator === 'wrk' ? runWrk(target, load) : runLoadByStatus(target, load);
}

/** The same from autocannon, which tells answers apart by their status, as wrk does not. */
export async function runLoadByStatus(target: Target, { connections, seconds }: LoadOptions): Promise<LoadByStatus> {
  const { stdout } = await run(process.execPath, [AUTOCANNON, target.url, String(connections), String(seconds)], {
    env: environment(target),
  });
  return readResult(stdout, 'autocannon');
}

async function runWrk(target: Target, { connections, seconds }: LoadOptions): Promise<LoadResult> {
  const threads = connections > CONNECTIONS_PER_THREAD ? 2 : 1;
  const wrk = [
    '-t',
    threads,
    '-c',
    connections,
    '-d',
    `${seconds}s`,
    '--timeout',
    `${TIMEOUT_S}s`,
    '-s',
    SCRIPT,
    target.url,
  ];
  const env = { ...environment(target), BENCH_THREADS: String(threads) };
  const { stdout } = await run('wrk', wrk.map(String), { env });
  return readResult(stdout, 'wrk');
}

function environment(target: Target): NodeJS.ProcessEnv {
  return {
    ...process.env,
    BENCH_METHOD: target.method ?? 'POST',
    BENCH_PATH: target.path,
    BENCH_BODY: target.body,
    BENCH_PEOPLE: String(target.people),
    BENCH_HEADERS: Object.entries(target.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  };
}

function readResult<Result extends LoadResult>(stdout: string, generator: string): Result {
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`${generator} told no result:\n${stdout}`);
  return JSON.parse(line);
}

/** Whether a program is on the PATH. */
export function commandWorks(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).error === undefined;
}
