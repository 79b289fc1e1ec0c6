// usage: npm run bench [-- --help]
//
// Builds Roster and its benchmarks, and runs them. Starts what it needs by itself; takes about half an hour.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './setup/root.mjs';
import { runTurbo } from './setup/turbo.mjs';

const args = process.argv.slice(2);
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const { code, output } = await runTurbo('build');
if (code !== 0) console.error(output.trim());
process.exitCode =
  code || (await node(tsc, '-p', 'bench')) || (await node(join('bench', 'dist', 'bench.main.js'), ...args));

/** Runs a program of ours in this terminal; its exit code. Ctrl-C reaches it, too: it stops what it started, then we end. */
async function node(...command) {
  const child = spawn(process.execPath, command, { cwd: root, stdio: 'inherit' });
  const pass = () => child.kill('SIGTERM');
  const stay = () => {};
  process.once('SIGTERM', pass);
  process.on('SIGINT', stay);
  const [status] = await once(child, 'exit');
  process.off('SIGTERM', pass);
  process.off('SIGINT', stay);
  return status ?? 1;
}
