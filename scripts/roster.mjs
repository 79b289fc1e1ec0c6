// usage: npm run roster -- <command> [options]      (--help lists the commands)
//
// The operator's commands, of apps/cli. Environment: DATABASE_URL, DATABASE_DIRECT_URL, DATABASE_OWNER_URL. What is not
// installed or built yet is, before that.
import { existsSync } from 'node:fs';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { installNeeded, install } = await import('./setup/install.mjs');
const { runTurbo } = await import('./setup/turbo.mjs');

const cli = new URL('../apps/cli/dist/main.js', import.meta.url);
if (existsSync(cli) || (await build())) await import(cli.href);
else process.exitCode = 1;

/** Tells on standard error what it does: standard output is for the command. */
async function build() {
  console.error('Roster is built first.');
  if (installNeeded()) await install();
  const { code, output } = await runTurbo('build');
  if (code !== 0) console.error(`The build failed.\n\n${output.trim()}`);
  return code === 0;
}
