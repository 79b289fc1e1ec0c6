import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { root } from '../setup/root.mjs';
import { parseReport } from './reports.mjs';

/** How long what a test has closed may take to end, in milliseconds; what was left open stays for ever. */
const GRACE_MS = 20_000;

/** How long Node may take to end when Jest has written its report and found nothing left open, in milliseconds. */
const END_MS = 30_000;

/** Runs the suites of `folder` and resolves with the exit code; `onOutput` receives the output instead of the terminal. */
export function runJest(folder, args, env, options = {}) {
  const {
    report = join(root, 'reports', `${basename(folder)}.json`),
    onOutput = (chunk) => process.stderr.write(chunk),
    signal,
  } = options;
  mkdirSync(dirname(report), { recursive: true });
  // An old report must not stand in for a run that crashed.
  rmSync(report, { force: true });
  const own = join(folder, 'jest.config.js');
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const child = spawn(
    process.execPath,
    [
      jest,
      `--config=${existsSync(own) ? own : join(root, 'jest.preset.js')}`,
      `--rootDir=${folder}`,
      '--passWithNoTests',
      // Several of these run side by side; and in one process a leak shows, as it does not end.
      '--runInBand',
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    { cwd: folder, env: withEsm(env), stdio: ['inherit', 'pipe', 'pipe'], signal, killSignal: 'SIGINT' },
  );
  return ended(child, onOutput, () => parseReport(report)?.success === true);
}

/** Resolves with Jest's exit code, or with 1 when Jest has finished but something that a test opened keeps it alive. */
function ended(child, onOutput, succeeded) {
  return new Promise((resolve, reject) => {
    let leaked = false;
    let deadline;
    let end;
    let tail = '';
    const watch = (chunk) => {
      onOutput(chunk);
      tail = (tail + chunk).slice(-400);
      if (tail.includes('Test results written to')) end ??= setTimeout(() => child.kill('SIGKILL'), END_MS);
      if (deadline || !tail.includes('Jest did not exit')) return;
      deadline = setTimeout(() => {
        leaked = true;
        onOutput(
          '\nA test left something open (a connection, worker, server or timer); find it with --detectOpenHandles.\n',
        );
        child.kill('SIGKILL');
      }, GRACE_MS);
    };
    child.stdout.on('data', watch);
    child.stderr.on('data', watch);
    // An abort is an error event too; the close that follows it settles this.
    child.once('error', (error) => error.name !== 'AbortError' && reject(error));
    child.once('close', (code) => {
      clearTimeout(deadline);
      clearTimeout(end);
      // Without a code it was killed: after its report, or before.
      resolve(leaked ? 1 : (code ?? (succeeded() ? 0 : 1)));
    });
  });
}

function withEsm(env) {
  const options = [env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const colors = process.stderr.isTTY ? { FORCE_COLOR: '1' } : {};
  return { ...colors, ...env, NODE_OPTIONS: options.filter(Boolean).join(' ') };
}
