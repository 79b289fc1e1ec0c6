import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { runCommand } from '../setup/command.mjs';
import { root } from '../setup/root.mjs';
import { globSync } from './glob.mjs';
import { runJest } from './run-jest.mjs';

/** Files of a package share a process until they take about this long, in milliseconds. */
const BATCH_MS = 40_000;

/** Files that wait for servers, drive a browser, build packages, fill large tables, or try every endpoint: not for every commit. */
const LONG = /\.long\./;

/** How long a file probably takes that has not run before, in milliseconds. */
function guess(file) {
  if (LONG.test(file)) return 40_000;
  return file.endsWith('.int.spec.ts') ? 4_000 : 500;
}

/**
 * The suites of all packages. What took longest the last time comes first, so that no core idles at the end.
 *
 * @param {boolean} all the long ones, too
 * @param {Map<string, number>} durations what each file took, in milliseconds
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('./jobs.mjs').Job[]}
 */
export function suiteJobs(all, durations, env) {
  const packages = ['packages', 'apps']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, 'src')));
  const filesIn = (folder) => globSync(folder, /\.spec\.tsx?$/).filter((file) => all || !LONG.test(file));
  const batches = packages.flatMap((folder) =>
    batch(filesIn(folder).map((file) => ({ file, ms: durations.get(file) ?? guess(file) }))).map(
      ({ files, ms }, index) => ({ ms, job: jestJob(folder, `${basename(folder)}-${index + 1}`, files, env) }),
    ),
  );
  return batches.sort((a, b) => b.ms - a.ms).map(({ job }) => job);
}

/**
 * The Helm chart, rendered.
 *
 * @returns {import('./jobs.mjs').Job}
 */
export function chartJob() {
  return jestJob(join(root, 'deploy', 'helm'), 'helm', [], process.env);
}

/**
 * What the scripts do that run the suites.
 *
 * @returns {import('./jobs.mjs').Job}
 */
export function scriptsJob() {
  return jestJob(join(root, 'scripts'), 'scripts', [], process.env);
}

/**
 * Journeys through the whole system. `all`: also the one from a fresh clone.
 *
 * @returns {import('./jobs.mjs').Job}
 */
export function journeyJob(all) {
  const e2e = join(root, 'e2e');
  return jestJob(e2e, 'e2e', all ? [] : [join(e2e, 'signals.e2e.spec.ts')], process.env);
}

/**
 * What must survive a fault, a job for each file: each has servers of its own. `all`: more than a few. The long ones are for
 * `npm run test:faults` alone.
 *
 * @returns {import('./jobs.mjs').Job[]}
 */
export function faultJobs(all) {
  const folder = join(root, 'faults');
  const env = all ? process.env : { ...process.env, ROSTER_FAULTS: 'few' };
  const files = all
    ? globSync(folder, /\.fault\.spec\.ts$/).filter((file) => !LONG.test(file))
    : [join(folder, 'processes.fault.spec.ts')];
  return files.map((file) => jestJob(folder, basename(file, '.spec.ts'), [file], env));
}

/**
 * The images, built and run by a process of its own.
 *
 * @returns {import('./jobs.mjs').Job}
 */
export function imageJob() {
  const run = (signal) => runCommand(process.execPath, ['scripts/images.mjs'], { cwd: root, env: process.env, signal });
  return { title: 'Images', report: join(root, 'reports', 'images.json'), run };
}

function batch(files) {
  const batches = [];
  for (const { file, ms } of files.sort((a, b) => b.ms - a.ms)) {
    const last = batches.at(-1);
    if (!last || last.ms >= BATCH_MS) batches.push({ files: [file], ms });
    else {
      last.files.push(file);
      last.ms += ms;
    }
  }
  return batches;
}

function jestJob(folder, name, files, env) {
  const report = join(root, 'reports', `${name}.json`);
  const paths = files.length > 0 ? ['--runTestsByPath', ...files] : [];
  return {
    title: `Suites of ${relative(root, folder)}`,
    report,
    async run(signal) {
      let output = '';
      const code = await runJest(
        folder,
        paths,
        { ...process.env, ...env },
        { report, onOutput: (chunk) => (output += chunk), signal },
      );
      return { code, output };
    },
  };
}
