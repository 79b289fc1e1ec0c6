// usage: npm run bench [-- --help]
//
// Installs what only the benchmarks need, builds Roster and them, and runs them. Starts what it needs by itself; takes
// about half an hour.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { install, installNeeded } from './setup/install.mjs';
import { root } from './setup/root.mjs';
import { step } from './setup/steps.mjs';
import { runTurbo } from './setup/turbo.mjs';

const bench = join(root, 'bench');

if (installNeeded()) await step('Install packages (npm ci)', () => install());
if (installNeeded(bench)) await step('Install packages of bench (npm ci)', () => install(undefined, bench));
const { code, output } = await runTurbo('build');
if (code !== 0) console.error(output.trim());
process.exitCode =
  code ||
  (await node(bench, join(root, 'scripts', 'build', 'package.mjs'))) ||
  (await node(root, join(bench, 'dist', 'bench.main.js'), ...process.argv.slice(2)));

/** Runs a program of ours in this terminal; its exit code. Ctrl-C reaches it, too: it stops what it started, then we end. */
async function node(cwd, ...command) {
  const child = spawn(process.execPath, command, { cwd, stdio: 'inherit' });
  const pass = () => child.kill('SIGTERM');
  const stay = () => {};
  process.once('SIGTERM', pass);
  process.on('SIGINT', stay);
  const [status] = await once(child, 'exit');
  process.off('SIGTERM', pass);
  process.off('SIGINT', stay);
  return status ?? 1;
}
