import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type App, AppProcess } from '@roster/testing';

/** Starts an app, or `main` in its place, as in production but without the rate limit. `node`: the Node.js that runs it. */
export function startService(app: App, env: NodeJS.ProcessEnv, main?: string, node?: string): Promise<AppProcess> {
  // The load comes with one key and is to find the limit of the machine.
  return AppProcess.start(app, { NODE_ENV: 'production', RATE_LIMIT_PER_MINUTE: '0', ...env }, main, node);
}

/** Memory that a process occupies, in MiB. */
export async function residentMemory({ pid }: AppProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1_024;
}
