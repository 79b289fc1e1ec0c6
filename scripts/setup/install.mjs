import { statSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';

/** @type {[RegExp, string][]} */
const REMEDIES = [
  [/ENOSPC/, 'The disk is full: free some space.'],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ERR_SOCKET_TIMEOUT/,
    'The npm registry cannot be reached: check the network, the proxy and `npm config get registry`.',
  ],
  [/E40[13]/, 'The npm registry refused the request: check `npm config get registry` and your sign-in.'],
  [/EACCES|EPERM|EROFS/, 'A folder cannot be written: start as the user that owns this clone.'],
  [/in sync/, 'package.json and package-lock.json differ: run `npm install`.'],
];

/** Whether the packages are missing or older than the lock file. `npm ci` writes that file last, so half an install counts as none. */
export function installNeeded(folder = root) {
  const installed = modified(join(folder, 'node_modules', '.package-lock.json'));
  return installed === undefined || installed < (modified(join(folder, 'package-lock.json')) ?? 0);
}

/** `npm ci`, quietly. `folder`: the clone, or a folder whose packages are not installed with the others, like bench. */
export async function install(signal, folder = root) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [file, ...first] = npm;
  // NODE_ENV=production or an `omit` in somebody's npmrc would leave out the compiler and the Postgres binaries.
  const flags = [
    '--include=dev',
    '--include=optional',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { code, output } = await runCommand(file, [...first, 'ci', ...flags], {
    cwd: folder,
    env: process.env,
    signal,
  });
  if (code === 0) return;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(output))?.[1] ?? 'See what npm says below.';
  throw new Problem(
    `npm ci failed. ${remedy} Then run the command again.\n\n${output.trim().split('\n').slice(-15).join('\n')}`,
  );
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
