import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { root } from '../setup/root.mjs';
import { green, red, seconds } from '../setup/steps.mjs';
import { globSync } from './glob.mjs';
import { readReport } from './reports.mjs';
import { runJest } from './run-jest.mjs';
import { withTestServices } from './test-services.mjs';

/** Two cores: two packages at a time. */
const SIDE_BY_SIDE = 2;

/** Runs the suites of every package on one Postgres and one Redis, and returns the names of the red ones. */
export function runSuites(signal) {
  const folders = ['packages', 'apps']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, 'src')) && globSync(join(folder, 'src'), /\.spec\.ts$/).length > 0);
  return withTestServices(async (env) => {
    const waiting = [...folders];
    const failures = [];
    const work = async () => {
      for (let folder = waiting.shift(); folder && !signal.aborted; folder = waiting.shift())
        failures.push(...(await runSuite(folder, { ...process.env, ...env }, signal)));
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    signal.throwIfAborted();
    return failures;
  });
}

/** Runs what a person would do on a fresh clone (e2e/), and a short selection of the faults (faults/), one by one. */
export async function runJourneys(signal) {
  const failures = [];
  for (const name of ['e2e', 'faults']) failures.push(...(await runSuite(join(root, name), process.env, signal)));
  return failures;
}

async function runSuite(folder, env, signal) {
  const began = performance.now();
  const name = relative(root, folder);
  let output = '';
  const hear = (chunk) => (output += chunk);
  const code = await runJest(folder, [], env, { hear, signal });
  const { passed, failed, skipped } = readReport(join(root, 'reports', `${basename(folder)}.json`));
  const counts = `${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
  const took = seconds(performance.now() - began).padStart(8);
  console.log(`  ${code === 0 ? green('✓') : red('✗')} ${`Suites of ${name}`.padEnd(44)}${took}  ${counts}`);
  if (code === 0) return [];
  console.log(output.trim());
  return [`suites of ${name}`];
}
